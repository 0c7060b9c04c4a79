// How a delivery went for those it was meant for: the figures of promise P17.

import type { TelegramStandIn } from './telegram-stand-in.ts';

export interface DeliveredCount {
  missed: number;
  duplicates: number;
}

/** Prints them with what `told` says. */
export function countDelivered(telegram: TelegramStandIn, chats: readonly number[], told: string): DeliveredCount {
  const times = chats.map((chat) => telegram.chat(chat).delivered());
  const missed = times.filter((count) => count === 0).length;
  const duplicates = times.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  process.stdout.write(`${told}: ${chats.length} subscribers, missed ${missed}, duplicates ${duplicates}\n`);
  return { missed, duplicates };
}
