// A report: what somebody told us, sealed, and where it stands in triage.

import type { Region } from '#core/taxonomy/regions.ts';
import type { Channel, IndicatorKind, Language, Rail, ScamType } from '#core/taxonomy/taxonomy.ts';

export type ReportSource = 'webhook' | 'telegram' | 'web' | 'import';

/** Triage states. What the pipeline has done is told by `read_at` and `matched_at` instead. */
export type ReportState = 'received' | 'in_review' | 'confirmed' | 'rejected' | 'duplicate' | 'erased';

/** What an officer may do with a report. Those that lead to the state they begin in leave something beside it: a question, a request, a name. */
export const DECISIONS = [
  'claim',
  'release',
  'confirm',
  'reject',
  'mark_duplicate',
  'reopen',
  'ask_reporter',
  'escalate',
  'deescalate',
  'hand_over',
  'hand_over_by_law',
  'request_freeze',
  'assign',
  'unassign',
] as const;
export type Decision = (typeof DECISIONS)[number];

/** From each state, what is possible and where it leads. Who may, and what else it takes, is in core/triage/decisions/decision-table.ts. */
export const REPORT_TRANSITIONS = {
  received: {
    claim: 'in_review',
    confirm: 'confirmed',
    reject: 'rejected',
    mark_duplicate: 'duplicate',
    ask_reporter: 'received',
    escalate: 'received',
    deescalate: 'received',
    hand_over: 'received',
    hand_over_by_law: 'received',
    request_freeze: 'received',
    assign: 'received',
    unassign: 'received',
  },
  in_review: {
    claim: 'in_review',
    release: 'received',
    confirm: 'confirmed',
    reject: 'rejected',
    mark_duplicate: 'duplicate',
    ask_reporter: 'in_review',
    // It waits for a supervisor, who is to find it free.
    escalate: 'received',
    deescalate: 'in_review',
    hand_over: 'in_review',
    hand_over_by_law: 'in_review',
    request_freeze: 'in_review',
    assign: 'in_review',
    unassign: 'in_review',
  },
  confirmed: {
    reopen: 'in_review',
    ask_reporter: 'confirmed',
    hand_over: 'confirmed',
    hand_over_by_law: 'confirmed',
    request_freeze: 'confirmed',
  },
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
  /** Where the person lives whom it happened to, as they or their partner said; never read from the story. */
  region?: Region;
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
