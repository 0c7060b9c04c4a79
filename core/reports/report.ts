// A report: what somebody told us, sealed, and where it stands in triage.

import type { Channel, IndicatorKind, Language, Rail, ScamType } from '#core/taxonomy/taxonomy.ts';

export type ReportSource = 'webhook' | 'telegram' | 'web' | 'import';

/** Triage states. What the pipeline has done is told by `read_at` and `matched_at` instead. */
export type ReportState = 'received' | 'in_review' | 'confirmed' | 'rejected' | 'duplicate' | 'erased';

/** What an officer may do with a report, and where it leads. */
export type Decision = 'claim' | 'release' | 'confirm' | 'reject' | 'mark_duplicate' | 'reopen';

export const REPORT_TRANSITIONS = {
  received: { claim: 'in_review', confirm: 'confirmed', reject: 'rejected', mark_duplicate: 'duplicate' },
  in_review: { claim: 'in_review', release: 'received', confirm: 'confirmed', reject: 'rejected', mark_duplicate: 'duplicate' },
  confirmed: { reopen: 'in_review' },
  rejected: { reopen: 'in_review' },
  duplicate: { reopen: 'in_review' },
  erased: {},
} as const satisfies Record<ReportState, Partial<Record<Decision, ReportState>>>;

/** null: not possible from here. */
export function nextReportState(state: ReportState, decision: Decision): ReportState | null {
  const possible: Partial<Record<Decision, ReportState>> = REPORT_TRANSITIONS[state];
  return possible[decision] ?? null;
}

/** Given one by one by the reporter; nothing is shared without it. */
export interface Consent {
  /** ISO 3166-1 alpha-2 of the police forces it may be shared with. */
  share: string[];
  contact: boolean;
  /** Version of the wording agreed to. */
  version: number;
  /** When the reporter last said so, ISO 8601; absent: with the report. */
  at?: string;
}

export interface Loss {
  /** Decimal string as given, in major units. */
  amount?: string;
  currency?: string;
  /** ISO 8601. */
  paid_at?: string;
  rail?: Rail;
  /** Account, wallet or person the money went to, as given. */
  to?: string;
}

/** The personal part of a report: sealed as one, byte for byte as received. */
export interface ReportContent {
  text: string;
  loss?: Loss;
  suspects: { kind: IndicatorKind; value: string }[];
  reporter?: { id: string; contact?: string };
  source_ref?: string;
  /** Names of the evidence files, by position. */
  evidence: { filename: string; content_type: string }[];
  /** UTF-16 offsets of what was forwarded within `text`. */
  forwarded?: [start: number, end: number][];
  /** Found in the text, but the reporter says it is not the suspect's. */
  not_suspects?: { kind: IndicatorKind; value: string }[];
  /** What the reporter holds it for. */
  told_type?: ScamType;
  /** Told for somebody else, who agreed to it or was not asked. */
  on_behalf?: 'agreed' | 'not_asked';
  /** It puts right what the report it adds to says. */
  corrects?: true;
  /** Where it was forwarded or sent from: the reporter's chat, so that officers can ask back. */
  chat_id?: number;
}

/** `file_id`: it lies with Telegram and is fetched once the report is filed. */
export type EvidenceToReceive = { content_type: string; data: Buffer } | { content_type: string; file_id: string };

/** Everything a source hands to `receiveReport`. */
export interface ReportToReceive {
  source: ReportSource;
  partner?: string;
  content: ReportContent;
  evidence: EvidenceToReceive[];
  language?: Language;
  channel?: Channel;
  country?: string;
  occurred_at?: Date;
  /** `earlier`: more than a day ago, at a time that is not known. */
  loss: { state: 'lost' | 'none' | 'unknown'; paid_at?: Date; earlier?: boolean };
  /** Something stable about who reports, to tell independent reporters apart; only its keyed hash is kept. */
  reporter_key?: string;
  /** Id of the report of the same person that this adds to. */
  adds_to?: string;
  /** A life is in danger, whatever was lost. */
  in_danger?: boolean;
  /** Something stable about the device it came from, and about the message that was forwarded: only keyed hashes are kept. */
  device_key?: string;
  forward_key?: string;
  consent: Consent;
}
