// Durations as an operator reads them, two units at most.

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** `–` for null. */
export function durationWords(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 1) return `${Math.round(seconds * 1_000)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return two(whole, [MINUTE, 'min'], [1, 's']);
  return whole < DAY ? two(whole, [HOUR, 'h'], [MINUTE, 'min']) : two(whole, [DAY, 'd'], [HOUR, 'h']);
}

function two(seconds: number, [size, unit]: [number, string], [small, smallUnit]: [number, string]): string {
  const rest = Math.floor((seconds % size) / small);
  return `${Math.floor(seconds / size)} ${unit}${rest === 0 ? '' : ` ${rest} ${smallUnit}`}`;
}
