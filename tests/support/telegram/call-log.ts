// Who called what, when and with which answer.
import type { Json } from './bot-api.ts';

export interface LoggedCall {
  /** Milliseconds since 1970 by the stand-in's clock, when the call was taken up. */
  at: number;
  method: string;
  params: Json;
  /** HTTP status, or `cut` when the connection was broken instead of an answer. */
  status: number | 'cut';
  /** The description of a refusal. */
  description?: string;
}

export interface CallLog {
  add(call: LoggedCall): void;
  /** Every call in order, or of one method; empty when the stand-in keeps counts only. */
  calls(method?: string): LoggedCall[];
  /** How many calls of this method (all when absent) ended with this status (any when absent). */
  count(method?: string, status?: LoggedCall['status']): number;
}

export function createCallLog(keep: 'all' | 'counts'): CallLog {
  const kept: LoggedCall[] = [];
  const counts = new Map<string, { method: string; status: LoggedCall['status']; times: number }>();

  return {
    add(call) {
      if (keep === 'all') kept.push(call);
      const key = `${call.method} ${call.status}`;
      const count = counts.get(key) ?? { method: call.method, status: call.status, times: 0 };
      count.times += 1;
      counts.set(key, count);
    },
    calls: (method) => (method === undefined ? [...kept] : kept.filter((call) => call.method === method)),
    count(method, status) {
      let sum = 0;
      for (const count of counts.values()) {
        const counted = (method === undefined || count.method === method) && (status === undefined || count.status === status);
        if (counted) sum += count.times;
      }
      return sum;
    },
  };
}
