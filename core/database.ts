// The tables as TypeScript sees them. The SQL in migrations/ is the truth, migrations/schema.txt what comes of it; a test compares names and nulls.

import type { AlertFeedbackTable, DeliveriesTable, SubscribersTable } from '#core/delivery/delivery-tables.ts';
import type { ColumnType, Generated, Insertable, JSONColumnType, Kysely, Selectable, Transaction } from 'kysely';
import type { PlainOpinion } from '#core/advice/opinion.ts';
import type { AlertTables } from '#core/alerts/alert-tables.ts';
import type { AuditDetails } from '#core/audit/audit-entry.ts';
import type { BlockReason } from '#core/blocks/block.ts';
import type { AllowanceKind } from '#core/limits/allowance.ts';
import type { CampaignChangeKind } from '#core/campaigns/change-store.ts';
import type { EvidenceState } from '#core/evidence/evidence.ts';
import type { LossReading, Amount, TypeScore, Verdict } from '#core/reading/reading.ts';
import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';
import type { Face, FollowUp } from '#core/dialogue/dialogue.ts';
import type { ConsentPurpose } from '#core/reports/consent.ts';
import type { Consent, ReportSource, ReportState } from '#core/reports/report.ts';
import type { Weigh } from '#core/reports/weighs.ts';
import type { StaffRole } from '#core/staff/staff.ts';
import type { StoredStanding } from '#core/triage/standing.ts';
import type { Wording } from '#core/publication/ladder.ts';
import type { CardFace } from '#core/timing/urgent-cards.ts';
import type { CaseworkTables } from '#core/triage/casework-tables.ts';
import type { ForceCountry } from '#core/triage/decisions/decision-words.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { WebhookTables } from '#core/webhooks/webhook-tables.ts';

export interface Tables extends AlertTables, CaseworkTables, WebhookTables {
  settings: { key: string; value: JSONColumnType<object> };
  reports: ReportsTable;
  evidence: EvidenceTable;
  report_answers: { report_id: string; question: string; sealed: Buffer; answered_at: Date };
  report_consents: { report_id: string; purpose: ConsentPurpose; given: boolean; version: number; answered_at: Date };
  follow_ups: { report_id: string; about: FollowUp; chat_hash: Buffer; due_at: Date; give_up_at: Date; sent_at: Date | null };
  intake_requests: {
    partner: string;
    request_id: string;
    body_sha256: Buffer;
    report_id: string;
    answer: JSONColumnType<object>;
    received_at: Date;
  };
  outbox: { id: Generated<number>; fact: string; payload: JSONColumnType<Record<string, unknown>>; created_at: Generated<Date> };
  dead_letters: {
    id: Generated<number>;
    queue: string;
    job: string;
    payload: JSONColumnType<Record<string, unknown>>;
    error: string;
    failed_at: Generated<Date>;
    replayed_at: Date | null;
  };
  telegram_updates: TelegramUpdatesTable;
  telegram_replies: {
    id: Generated<number>;
    chat_hash: Buffer;
    sealed: Buffer;
    created_at: Date;
    attempts: Generated<number>;
    next_attempt_at: Date;
  };
  conversations: { chat_hash: Buffer; face: Generated<Face>; sealed: Buffer; silence_due_at: Date | null; updated_at: Date };
  browser_messages: {
    id: Generated<number>;
    chat_hash: Buffer;
    turn: string | null;
    report_id: string | null;
    sealed: Buffer;
    created_at: Date;
  };
  browser_files: { id: string; chat_hash: Buffer; sealed: Buffer; created_at: Date };
  readings: ReadingsTable;
  indicators: { report_id: string; kind: string; value_hash: Buffer; official: boolean; shared: boolean; sealed: Buffer | null };
  match_keys: { report_id: string; key_hash: Buffer; kind: IndicatorKind; weight: number };
  signatures: {
    report_id: string;
    bands: string[];
    shingles: Buffer;
    length: number;
    template: string;
    version: number;
    keys_version: number;
    number: Generated<number>;
  };
  tellings: { report_id: string; whole: Buffer; whole_length: number; own: Buffer | null; own_length: number | null; vouching: boolean };
  story_traits: { report_id: string; traits: string[] };
  matches: { report_id: string; target_kind: 'pattern' | 'report'; target_id: string; score: number; band: 'same' | 'similar'; via: string[] };
  campaigns: CampaignsTable;
  campaign_reports: { report_id: string; campaign_id: string; joined_by: string[]; joined_at: Date };
  campaign_changes: CampaignChangesTable;
  campaign_moves: { change_id: string; report_id: string };
  merge_proposals: MergeProposalsTable;
  model_opinions: ModelOpinionsTable;
  shadow_readings: ShadowReadingsTable;
  /** What each series was reported on each day (`YYYY-MM-DD`, UTC). */
  series_days: { series: string; day: string; count: number; late: number; expected: number | null; p: number | null };
  service_hours: { hour: Date; reports: number; watched: boolean };
  disputes: DisputesTable;
  dispute_alerts: { dispute_id: string; alert_id: string; version_before: number; version_after: number };
  allowances: { person_hash: Buffer; what: AllowanceKind; free_at: Date; closed_until: Date | null };
  blocked_people: BlockedPeopleTable;
  receipts: { code_hash: Buffer; report_id: string; language: Language; sealed: Buffer | null; issued_at: Date };
  urgent_cards: { id: Generated<number>; face: CardFace; received_at: Date; sent_at: Date };
  subscribers: SubscribersTable;
  trusted_contacts: TrustedContactsTable;
  deliveries: DeliveriesTable;
  alert_feedback: AlertFeedbackTable;
  watches: WatchesTable;
  watch_notices: WatchNoticesTable;
  quiet_groups: { chat_hash: Buffer; since: Date };
  group_warnings: { chat_hash: Buffer; value_hash: Buffer; warned_at: Date };
  staff_users: StaffUsersTable;
  staff_sessions: {
    id: string;
    expires_at: Date;
    token: string;
    created_at: Generated<Date>;
    updated_at: Date;
    ip_address: string | null;
    user_agent: string | null;
    user_id: string;
    second_factor_at: Date | null;
  };
  staff_accounts: {
    id: string;
    account_id: string;
    provider_id: string;
    user_id: string;
    password: string | null;
    created_at: Generated<Date>;
    updated_at: Date;
  };
  staff_second_factors: { user_id: string; verified: boolean | null };
  staff_passkeys: { id: string; name: string | null; user_id: string; created_at: Date | null };
  staff_used_codes: { key: Buffer; used_at: Date };
  staff_sign_in_attempts: { key: Buffer; attempts: number; last_at: Date };
  audit_entries: AuditEntriesTable;
  report_grams: { report_id: string; version: number; grams: number[] };
  queue_views: { id: string; owner: string; name: string; search: string; shared: boolean; made_at: Date };
  queue_default_views: { staff_id: string; view_id: string };
  triage_batches: { id: string; made_by: string; decision: string; made_at: Date; undone_by: string | null; undone_at: Date | null };
  triage_batch_reports: { batch_id: string; report_id: string; before: JSONColumnType<StoredStanding>; after: JSONColumnType<StoredStanding> };
  audit_head: { id: number; seq: number; hash: string; mac: string };
}

interface ReportsTable {
  id: string;
  reference: string;
  source: ReportSource;
  partner: string | null;
  channel: string | null;
  country: string | null;
  /** ISO 3166-2, as somebody answered; null: not told, or erased. */
  region: string | null;
  language: string | null;
  received_at: Date;
  occurred_at: Date | null;
  urgent: boolean;
  loss_state: 'lost' | 'none' | 'unknown';
  paid_at: Date | null;
  reporter_hash: Buffer | null;
  device_hash: Buffer | null;
  /** Of the message that was forwarded. */
  forward_hash: Buffer | null;
  consent: JSONColumnType<Consent>;
  state: Generated<ReportState>;
  duplicate_of: string | null;
  claimed_by: string | null;
  claim_expires_at: Date | null;
  decided_by: string | null;
  decided_at: Date | null;
  /** Named by the officer who confirmed; null: as it was read. */
  decided_type: string | null;
  read_at: Date | null;
  matched_at: Date | null;
  /** null once erased. */
  wrapped_key: Buffer | null;
  sealed: Buffer | null;
  /** Evidence is still to be read. */
  evidence_due: Generated<boolean>;
  /** The report of the same person that this adds to; null: a report of its own. */
  adds_to: string | null;
  /** A life is in danger, says who reports. */
  in_danger: Generated<boolean>;
  /** Of its reading; null: not read yet. */
  read_type: string | null;
  read_verdict: Verdict | null;
  read_language: string | null;
  /** What the reading found that makes it more pressing. */
  weighs: Generated<Weigh[]>;
  /** Doublings of its campaign within a day. */
  growth: Generated<number>;
  /** Where it stands in the queue: when it came, less its head start. PostgreSQL keeps it. */
  stands_at: ColumnType<Date, never, never>;
  /** Whose desk it lies on; null: nobody's. */
  assigned_to: string | null;
  /** Waits for a supervisor since. */
  escalated_at: Date | null;
  escalated_by: string | null;
}

interface EvidenceTable {
  report_id: string;
  position: number;
  /** As declared by whoever sent it. */
  content_type: string;
  /** null: not here yet, or gone. */
  sealed: Buffer | null;
  /** Where to fetch it from. */
  sealed_source: Buffer | null;
  state: EvidenceState;
  reason: string | null;
  /** What was found in it. */
  sealed_text: Buffer | null;
  read_at: Date | null;
}

interface TelegramUpdatesTable {
  update_id: number;
  chat_hash: Buffer;
  sealed: Buffer | null;
  received_at: Date;
  state: Generated<'waiting' | 'done' | 'quarantined'>;
  attempts: Generated<number>;
  next_attempt_at: Date;
  last_error: string | null;
  finished_at: Date | null;
}

interface ReadingsTable {
  report_id: string;
  reader_version: number;
  language: string;
  verdict: Verdict;
  score: number;
  type: string;
  types: JSONColumnType<TypeScore[]>;
  loss: JSONColumnType<LossReading>;
  amounts: JSONColumnType<Amount[]>;
  sealed: Buffer | null;
  read_at: Date;
}

interface CampaignsTable {
  id: string;
  number: Generated<number>;
  type: string;
  first_seen_at: Date;
  last_seen_at: Date;
  /** Its reports are there now, and so is whoever looks for it. */
  merged_into: string | null;
  version: Generated<number>;
  woke_at: Date | null;
}

interface CampaignChangesTable {
  id: string;
  kind: CampaignChangeKind;
  from_id: string;
  into_id: string;
  /** What tied the two together. */
  report_id: string | null;
  made_by: string;
  made_at: Date;
  undone_by: string | null;
  undone_at: Date | null;
}

/** `one_id` is the lesser of the two. */
interface MergeProposalsTable {
  one_id: string;
  other_id: string;
  ties: number;
  report_id: string | null;
  proposed_at: Date;
  tied_at: Date;
  kept_apart_by: string | null;
  kept_apart_at: Date | null;
  shared_traits: string[] | null;
}

interface ShadowReadingsTable {
  report_id: string;
  /** Of the model file's header. */
  model_id: string;
  verdict: Verdict;
  score: number;
  type: string;
  scored_at: Date;
}

interface ModelOpinionsTable {
  report_id: string;
  model: string;
  /** null: asked, but no usable answer. */
  opinion: ColumnType<PlainOpinion | null, string | null, string | null>;
  /** The model's own words; null once erased. */
  sealed: Buffer | null;
  /** pg hands out numeric as text. */
  cost_usd: ColumnType<string, number, number>;
  given_at: Date;
}

interface BlockedPeopleTable {
  id: string;
  person_hash: Buffer;
  report_id: string;
  reason: BlockReason;
  blocked_by: string;
  blocked_at: Date;
  until: Date;
  ended_by: string | null;
  ended_at: Date | null;
  told_at: Date | null;
}

interface DisputesTable {
  id: string;
  reference: string;
  /** `person`: somebody objects to being blocked. */
  kind: IndicatorKind | 'person';
  value_hash: Buffer;
  /** Value, statement and contact. */
  sealed: Buffer | null;
  reason: string;
  state: Generated<'open' | 'upheld' | 'rejected'>;
  downgraded: boolean;
  filed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
}

interface TrustedContactsTable {
  id: string;
  owner_hash: Buffer;
  invitation_hash: Buffer | null;
  contact_hash: Buffer | null;
  sealed_contact: Buffer | null;
  contact_language: string | null;
  made_at: Date;
  accepted_at: Date | null;
}

interface WatchesTable {
  id: string;
  chat_hash: Buffer;
  kind: IndicatorKind;
  value_hash: Buffer;
  /** Chat and masked form. */
  sealed: Buffer;
  language: string;
  told: Wording;
  notices: Generated<number>;
  looked_at: Date;
  started_at: Date;
  until: Date;
  /** When somebody who may not watch it was last told that it is listed. */
  asked_at: Date | null;
}

interface WatchNoticesTable {
  id: string;
  watch_id: string;
  number: number;
  notice: string;
  created_at: Date;
  attempts: Generated<number>;
  next_attempt_at: Date;
  done_at: Date | null;
}

/** Columns that only better-auth uses are left out. */
interface StaffUsersTable {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  role: StaffRole;
  language: Language;
  disabled: boolean;
  two_factor_enabled: Generated<boolean>;
  time_zone: string | null;
  /** Of a partner's account: the one or the other. */
  partner: string | null;
  country: ForceCountry | null;
}

/** Hashes and macs in hex. */
interface AuditEntriesTable {
  seq: number;
  at: Date;
  actor: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  details: JSONColumnType<AuditDetails>;
  prev_hash: string;
  hash: string;
  mac: string;
}

/** A connection or a transaction: store functions take either. */
export type Database = Kysely<Tables>;
export type DatabaseTransaction = Transaction<Tables>;
export type ReportRow = Selectable<ReportsTable>;
export type NewReportRow = Insertable<ReportsTable>;
export type NewEvidenceRow = Insertable<EvidenceTable>;
export type SubscriberRow = Selectable<SubscribersTable>;
