// What Telegram's clients hand to a Mini App, signed as Telegram signs it (https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app).

import { createHmac } from 'node:crypto';

export function launchData({ token, at, user }: { token: string; at: Date; user?: object }): string {
  const fields = new URLSearchParams({
    ...(user !== undefined && { user: JSON.stringify(user) }),
    chat_instance: '-3788475317572404878',
    chat_type: 'private',
    auth_date: String(Math.floor(at.getTime() / 1_000)),
    signature: 'zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ',
  });
  const key = createHmac('sha256', 'WebAppData').update(token).digest();
  const said = [...fields].map(([name, value]) => `${name}=${value}`).toSorted();
  fields.set('hash', createHmac('sha256', key).update(said.join('\n')).digest('hex'));
  return fields.toString();
}
