/** A server that asks for more is asked again after a day all the same. */
const LONGEST_S = 86_400;

/** The header Retry-After, seconds or a date (RFC 9110, 10.2.3), as whole seconds from 1 to a day. null: none that can be read. */
export function retryAfterSeconds(value: string | null | undefined, now: Date): number | null {
  if (value === null || value === undefined) return null;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : (Date.parse(value) - now.getTime()) / 1_000;
  return Number.isNaN(seconds) ? null : Math.min(LONGEST_S, Math.max(1, Math.ceil(seconds)));
}
