// What the inbox must know of an update before anybody has looked at it: its number and whose turn it belongs to.

/** Bodies above this are refused; Telegram's own updates stay far below (a message has at most 4,096 characters). */
export const MAX_UPDATE_BYTES = 1_048_576;

export interface IncomingUpdate {
  update_id: number;
  /** Updates with the same key are handled in order: the chat, else the sender, else the kind of update. */
  order_key: string;
  /** The update as it came. */
  json: string;
}

/** null: not an update (not JSON, not an object, no usable `update_id`). Never throws. */
export function parseUpdate(json: string): IncomingUpdate | null {
  try {
    const update: unknown = JSON.parse(json);
    return isRecord(update) ? toIncoming(update, json) : null;
  } catch {
    return null;
  }
}

/** The same for an update that a client has parsed already. Never throws. */
export function incomingUpdate(update: unknown): IncomingUpdate | null {
  try {
    return isRecord(update) ? toIncoming(update, JSON.stringify(update)) : null;
  } catch {
    return null;
  }
}

function toIncoming(update: Record<string, unknown>, json: string): IncomingUpdate | null {
  const id = update['update_id'];
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return null;
  return { update_id: id, order_key: orderKeyOf(update), json };
}

function orderKeyOf(update: Record<string, unknown>): string {
  const [kind, body] = Object.entries(update).find(([key, value]) => key !== 'update_id' && isRecord(value)) ?? ['none', {}];
  if (!isRecord(body)) return 'kind none';
  const message = isRecord(body['message']) ? body['message'] : body;
  const owner = idOf(message['chat']) ?? idOf(body['from']) ?? idOf(body['user']);
  return owner ?? `kind ${kind.slice(0, 64)}`;
}

function idOf(owner: unknown): string | null {
  return isRecord(owner) && Number.isSafeInteger(owner['id']) ? String(owner['id']) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
