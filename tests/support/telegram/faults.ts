// Scripted trouble. Refusals come where Telegram would give them, after validation and flood control; transport faults act on the connection.
import { BotApiError } from './bot-api.ts';

export type Refusal =
  | { kind: 'blocked' | 'deactivated' | 'kicked' | 'chat_not_found' }
  | { kind: 'migrated'; to: number }
  | { kind: 'too_many'; seconds: number };

export type Transport =
  | { kind: 'server_error'; status?: number }
  /** The connection is cut before anything happens. */
  | { kind: 'reset' }
  /** The call takes effect, then the connection is cut: the caller cannot know. */
  | { kind: 'lost_answer' }
  /** The call takes effect at once; the answer waits for the promise. */
  | { kind: 'slow'; until: Promise<unknown> }
  /** What a proxy in between answers. */
  | { kind: 'garbage'; status: number; body: string };

export type Fault = (Refusal | Transport) & {
  /** Only calls to this chat; all when absent. */
  chat?: number;
  /** Only this method, as documented (`sendMessage`); all when absent. */
  method?: string;
  /** How many calls it hits; without end when absent. */
  times?: number;
};

export interface Faults {
  /** Adds a fault and gives the way to take it away again. */
  add(fault: Fault): () => void;
  refusal(call: { method: string; chatId: number | undefined }): Refusal | undefined;
  transport(call: { method: string; chatId: number | undefined }): Transport | undefined;
}

interface Armed {
  fault: Fault;
  left: number;
}

export function createFaults(): Faults {
  const armed = new Set<Armed>();

  function take(call: { method: string; chatId: number | undefined }, wanted: (fault: Fault) => boolean): Fault | undefined {
    for (const entry of armed) {
      const { chat, method } = entry.fault;
      const elsewhere = (chat !== undefined && chat !== call.chatId) || (method !== undefined && method !== call.method);
      if (elsewhere || !wanted(entry.fault)) continue;
      entry.left -= 1;
      if (entry.left <= 0) armed.delete(entry);
      return entry.fault;
    }
    return undefined;
  }

  return {
    add(fault) {
      const entry = { fault, left: fault.times ?? Infinity };
      armed.add(entry);
      return () => void armed.delete(entry);
    },
    refusal(call) {
      const fault = take(call, isRefusal);
      return fault && isRefusal(fault) ? fault : undefined;
    },
    transport(call) {
      const fault = take(call, (candidate) => !isRefusal(candidate));
      return fault && !isRefusal(fault) ? fault : undefined;
    },
  };
}

function isRefusal(fault: Refusal | Transport): fault is Refusal {
  return ['blocked', 'deactivated', 'kicked', 'chat_not_found', 'migrated', 'too_many'].includes(fault.kind);
}

export function errorOf(refusal: Refusal): BotApiError {
  switch (refusal.kind) {
    case 'blocked':
      return new BotApiError(403, 'Forbidden: bot was blocked by the user');
    case 'deactivated':
      return new BotApiError(403, 'Forbidden: user is deactivated');
    case 'kicked':
      return new BotApiError(403, 'Forbidden: bot was kicked from the supergroup chat');
    case 'chat_not_found':
      return new BotApiError(400, 'Bad Request: chat not found');
    case 'migrated':
      return new BotApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: refusal.to });
    case 'too_many':
      return new BotApiError(429, `Too Many Requests: retry after ${refusal.seconds}`, { retry_after: refusal.seconds });
  }
}
