import type { ReportContent } from '#core/reports/report.ts';

/** What a report says of people and accounts outside its text: none of it may leave with the text. */
export function knownOf({ reporter, loss, suspects, source_ref }: ReportContent): string[] {
  return [reporter?.id, reporter?.contact, loss?.to, source_ref, ...suspects.map(({ value }) => value)].filter((each) => each !== undefined);
}
