// What a detector remembers of one series: the counts of its last days, and what kind of day each was.

/** Day of the week, Sunday 0; a holiday is a Sunday. */
export type DayKind = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const SUNDAY = 0;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 4;

/** A ring of days: bounded, and a day that was left out is 0. Days are counted since 1970-01-01. */
export class SeriesPast {
  /** First day whose count is known, if only as 0. */
  readonly start: number;
  /** Whether the days since {@link episodeStart} have been seen as a surge. */
  seen = false;
  readonly #counts: Float64Array;
  readonly #late: Float64Array;
  readonly #kinds = new Map<number, DayKind>();
  readonly #isHoliday: (day: number) => boolean;
  #last = Number.NEGATIVE_INFINITY;
  #episodeStart = Number.NEGATIVE_INFINITY;

  constructor(start: number, reach: number, isHoliday: (day: number) => boolean) {
    this.start = start;
    this.#counts = new Float64Array(reach);
    this.#late = new Float64Array(reach);
    this.#isHoliday = isHoliday;
  }

  get last(): number {
    return this.#last;
  }

  /** First day after the last surge that is over. */
  get episodeStart(): number {
    return this.#episodeStart;
  }

  endEpisode(): void {
    this.seen = false;
    this.#episodeStart = this.#last + 1;
  }

  /** `day` must be after the last. A day of nothing in between ends what was seen. */
  take(day: number, { count, late }: { count: number; late: number }): void {
    const reach = this.#counts.length;
    if (day > this.#last + 1 && this.seen) {
      this.#set(this.#last + 1, { count: 0, late: 0 });
      this.endEpisode();
    }
    for (let between = Math.max(this.#last + 1, day - reach + 1); between < day; between += 1) this.#set(between, { count: 0, late: 0 });
    this.#set(day, { count, late });
  }

  #set(day: number, { count, late }: { count: number; late: number }): void {
    const at = day % this.#counts.length;
    this.#counts[at] = count;
    this.#late[at] = late;
    this.#last = day;
  }

  /** What was news of a day within reach of the last. */
  count(day: number): number {
    return this.#counts[day % this.#counts.length] ?? 0;
  }

  /** With what came late. */
  inAll(day: number): number {
    return this.count(day) + (this.#late[day % this.#late.length] ?? 0);
  }

  kindOf(day: number): DayKind {
    const known = this.#kinds.get(day);
    if (known !== undefined) return known;
    const kind = this.#isHoliday(day) ? SUNDAY : (((day + FIRST_WEEKDAY) % 7) as DayKind);
    if (this.#kinds.size > 4 * this.#counts.length) this.#kinds.clear();
    this.#kinds.set(day, kind);
    return kind;
  }
}

/** Days since 1970-01-01. Throws RangeError for what is no date. */
export function isoDayOf(date: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) throw new RangeError(`not a date (YYYY-MM-DD): ${date.slice(0, 40)}`);
  return time / 86_400_000;
}
