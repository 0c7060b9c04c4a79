import { InvalidArgumentError } from 'commander';

/** An option's value such as 2026-11-01, as midnight UTC. */
export function parseDay(value: string): Date {
  const date = new Date(`${value}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(date.getTime())) throw new InvalidArgumentError('Give a day as 2026-11-01.');
  return date;
}
