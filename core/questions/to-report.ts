// The answers of the form as a report.

import type { Indicator, Reading } from '#core/reading/reading.ts';
import { CONSENT_VERSIONS } from '#core/reports/consent.ts';
import type { Consent, Loss, ReportToReceive } from '#core/reports/report.ts';
import type { SafetyCardRequest } from '#core/safety/safety.ts';
import { LOSS_OF_KIND } from '#core/safety/loss-kinds.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Answers } from './answers.ts';
import { decimalOf, parseDecimal } from './decimal.ts';
import { instantOf } from './instant.ts';
import { railOf, readAmount } from './next-question.ts';

const LOSS_STATES = { within_24h: 'lost', earlier: 'lost', no: 'none', unsure: 'unknown' } as const;

export interface FormReport {
  answers: Answers;
  reading: Reading;
  language: Language;
  now: Date;
  /** Something stable about who reports; null: a browser that keeps no cookies. */
  reporter: string | null;
}

/** What was found in the text and may be the suspect's: official numbers and the writer's own are no question. */
export function suspectsIn(reading: Reading): Indicator[] {
  const found = reading.indicators.filter(({ official, own }) => official !== true && own !== true);
  // A link says what its domain says.
  const shown = found.filter(({ kind, raw }) => kind !== 'domain' || !found.some((other) => other.kind === 'url' && other.raw.includes(raw)));
  return [...new Map(shown.map((each) => [keyOf(each), each])).values()];
}

export function keyOf({ kind, value }: Pick<Indicator, 'kind' | 'value'>): string {
  return `${kind}:${value}`;
}

export function toReport({ answers, reading, language, now, reporter }: FormReport): ReportToReceive {
  const at = instantOf(answers);
  const paid = answers.loss === 'within_24h' || answers.loss === 'earlier';
  const contact = answers.contact === 'yes' ? answers.contact_how.trim() : '';
  const declined = answers.done.includes('found') ? suspectsIn(reading).filter((each) => !answers.keep.includes(keyOf(each))) : [];
  const lost = paid ? lossOf(answers, reading) : {};
  return {
    source: 'web',
    language,
    content: {
      text: [answers.text, answers.more].filter((part) => part.trim() !== '').join('\n\n'),
      suspects: [],
      evidence: [],
      ...(Object.keys(lost).length > 0 && { loss: lost }),
      ...((reporter !== null || contact !== '') && { reporter: { id: reporter ?? 'web', ...(contact !== '' && { contact }) } }),
      ...(declined.length > 0 && { not_suspects: withDomains(declined, reading).map(({ kind, value }) => ({ kind, value })) }),
      ...(answers.type !== undefined && { told_type: answers.type }),
      ...(answers.behalf !== undefined && answers.behalf !== 'self' && { on_behalf: answers.behalf }),
    },
    evidence: [],
    loss: { state: answers.loss === undefined ? 'unknown' : LOSS_STATES[answers.loss], ...paidAt(answers, paid) },
    consent: consentOf(answers, now),
    ...(reporter !== null && { reporter_key: reporter }),
    ...((answers.channel ?? reading.facets.channel) !== null && { channel: answers.channel ?? reading.facets.channel ?? 'other' }),
    ...(answers.country !== undefined && answers.country !== 'other' && { country: answers.country }),
    ...(answers.region !== undefined && { region: answers.region }),
    ...(at !== null && at.at.getTime() <= now.getTime() && { occurred_at: at.at }),
  };
}

/** A link that is not the suspect's takes its domain with it. */
function withDomains(declined: readonly Indicator[], reading: Reading): Indicator[] {
  const domains = reading.indicators.filter(({ kind, raw }) => kind === 'domain' && declined.some((each) => each.kind === 'url' && each.raw.includes(raw)));
  return [...declined, ...domains];
}

function paidAt(answers: Answers, paid: boolean): Omit<ReportToReceive['loss'], 'state'> {
  const at = instantOf(answers);
  if (!paid) return {};
  if (at === null) return answers.loss === 'earlier' ? { earlier: true } : {};
  // A day without a time is too coarse to take the urgency from somebody who says it was within a day.
  if (answers.loss === 'within_24h' && !at.hasTime) return {};
  return { paid_at: at.at };
}

export function lossOf(answers: Answers, reading: Reading): Loss {
  const at = instantOf(answers);
  const rail = railOf(answers, reading);
  return {
    ...amountOf(answers, reading),
    ...(at !== null && { paid_at: at.at.toISOString() }),
    ...(rail !== null && { rail }),
  };
}

export function amountOf(answers: Answers, reading: Reading): Pick<Loss, 'amount' | 'currency'> {
  const typed = parseDecimal(answers.amount);
  if (typed !== null && answers.currency !== undefined) return { amount: typed, currency: answers.currency };
  const read = readAmount(reading);
  if (answers.amount_right !== 'yes' || read === null) return {};
  return { amount: decimalOf(read), currency: read.currency };
}

function consentOf(answers: Answers, now: Date): Consent {
  const given = answers.behalf !== 'not_asked';
  const share = [...(answers.share_kr === 'yes' ? ['KR'] : []), ...(answers.share_my === 'yes' ? ['MY'] : [])];
  return { share: given ? share : [], contact: given && answers.contact === 'yes', version: CONSENT_VERSIONS.form, at: now.toISOString() };
}

/** What the safety card is asked with; the less is answered, the more general it is. */
export function toCardRequest(answers: Answers, reading: Reading | null, { language, now }: { language: Language; now: Date }): SafetyCardRequest {
  const kind = answers.what === undefined ? {} : LOSS_OF_KIND[answers.what];
  const loss = answers.loss === undefined ? 'unknown' : ({ within_24h: 'lost', earlier: 'lost', no: 'none', unsure: 'unknown' } as const)[answers.loss];
  const types = kind.types ?? (answers.type === undefined ? reading?.types.map(({ code }) => code) : [answers.type]);
  return {
    loss,
    within_24h: answers.loss === 'within_24h' ? true : answers.loss === 'earlier' ? false : null,
    rail: reading === null ? (kind.rail ?? null) : railOf(answers, reading),
    ...(types !== undefined && { types }),
    country: answers.country ?? { ko: 'KR', ms: 'MY', en: null }[language],
    language,
    now,
  };
}
