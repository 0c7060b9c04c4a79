// The stand-in Bot API in a process of its own, as Telegram is: what it costs is not the sender's. Says where it listens; told `report`, says what came.

import { startTelegramStandIn, type FloodLimits } from '#tests/support/telegram-stand-in.ts';

export interface StandInReport {
  /** Of each accepted message, in order: its chat, and milliseconds since 1970. */
  accepted: [chat: number, at: number][];
  refused: number;
  peakPerSecond: number;
}

const [token = '', limits = '{}'] = process.argv.slice(2);
const telegram = await startTelegramStandIn({ token, limits: JSON.parse(limits) as Partial<FloodLimits>, chats: 'any' });
process.on('message', () => {
  const accepted = telegram
    .calls('sendMessage')
    .flatMap(({ at, status, params }): StandInReport['accepted'] => (status === 200 ? [[Number(params['chat_id']), at]] : []));
  process.send?.({ accepted, refused: telegram.count('sendMessage', 429), peakPerSecond: telegram.peakPerSecond() } satisfies StandInReport);
});
process.on('disconnect', () => process.exit(0));
process.send?.(telegram.apiRoot);
