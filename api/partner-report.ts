// A partner's JSON as the core wants it.

import type { NewReportBody } from '#api/contract/reports.ts';
import { readMessage } from '#core/reading/read-message.ts';
import type { LossReading } from '#core/reading/reading.ts';
import type { RecentReadings } from '#core/reading/recent-readings.ts';
import { hintsOf } from '#core/reports/read-report.ts';
import type { ReportToReceive } from '#core/reports/report.ts';
import type { SafetyCardRequest } from '#core/safety/safety.ts';
import { CONSENT_VERSIONS } from '#core/reports/consent.ts';
import { countryOfRegion } from '#core/taxonomy/regions.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** @param told what the text itself says of a loss, for partners that send no `loss`. */
export function toReport(sent: NewReportBody, partner: string, told: LossReading): ReportToReceive {
  const { reporter, loss } = sent;
  return {
    source: 'webhook',
    partner,
    content: {
      text: sent.text,
      suspects: sent.suspects,
      evidence: sent.evidence.map(({ filename, content_type }) => ({ filename, content_type })),
      ...(loss !== undefined && { loss }),
      ...(reporter !== undefined && { reporter: { id: reporter.id, ...(reporter.contact !== undefined && { contact: reporter.contact }) } }),
      ...(sent.source_ref !== undefined && { source_ref: sent.source_ref }),
    },
    evidence: sent.evidence.map(({ content_type, data }) => ({ content_type, data: Buffer.from(data, 'base64') })),
    loss: lossOf(sent, told),
    consent: { share: reporter?.consent.share ?? [], contact: reporter?.consent.contact ?? false, version: CONSENT_VERSIONS.partner },
    ...(sent.language !== undefined && { language: sent.language }),
    ...(sent.channel !== undefined && { channel: sent.channel }),
    ...(sent.country !== undefined && { country: sent.country }),
    ...(sent.region !== undefined && { region: sent.region }),
    ...(sent.occurred_at !== undefined && { occurred_at: new Date(sent.occurred_at) }),
    // NOTE a partner's pseudonyms are its own: the same id from two partners is two people.
    ...(reporter !== undefined && { reporter_key: `${partner}:${reporter.id}` }),
    ...(reporter?.device !== undefined && { device_key: `${partner}:${reporter.device}` }),
  };
}

export function toSafetyRequest(sent: NewReportBody, told: LossReading, caller: { language: Language; now: Date }): SafetyCardRequest {
  const loss = lossOf(sent, told);
  return {
    loss: loss.state === 'lost' ? 'lost' : told.state,
    within_24h: loss.paid_at === undefined ? told.within_24h : caller.now.getTime() - loss.paid_at.getTime() <= DAY_MS,
    rail: sent.loss?.rail ?? null,
    country: countryOf(sent),
    language: sent.language ?? caller.language,
    now: caller.now,
  };
}

/** The local reader takes less than a millisecond and needs nothing, so even the first answer can depend on it. @param recent of the worker in this process. */
export function readLossOf(sent: NewReportBody, recent?: RecentReadings): LossReading {
  const message = { text: sent.text, ...hintsOf({ channel: sent.channel ?? null, country: countryOf(sent) }) };
  const reading = readMessage(message);
  recent?.keep(message, reading);
  return reading.loss;
}

function countryOf({ country, region }: NewReportBody): string | null {
  return country ?? (region === undefined ? null : countryOfRegion(region));
}

/** What a partner states stands above what the text seems to say. */
function lossOf(sent: NewReportBody, told: LossReading): ReportToReceive['loss'] {
  if (sent.loss !== undefined) {
    const paidAt = sent.loss.paid_at ?? sent.occurred_at;
    return { state: 'lost', ...(paidAt !== undefined && { paid_at: new Date(paidAt) }) };
  }
  if (told.state === 'lost' && told.within_24h !== false) return { state: 'lost' };
  return { state: told.state === 'none' || told.state === 'near_miss' ? 'none' : 'unknown' };
}
