// Tables of what officers do with reports and write beside them; part of core/database.ts.

import type { Generated, JSONColumnType } from 'kysely';
import type { Decision } from '#core/reports/report.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { LabelColour } from '#core/triage/casework/label-colours.ts';
import type { ForceCountry, FreezeAnswer, HandoverGround, HandoverPart, QuestionState } from '#core/triage/decisions/decision-words.ts';
import type { StoredStanding } from '#core/triage/standing.ts';

export interface CaseworkTables {
  report_steps: ReportStepsTable;
  report_questions: ReportQuestionsTable;
  freeze_requests: FreezeRequestsTable;
  report_handovers: ReportHandoversTable;
  report_notes: {
    id: string;
    report_id: string;
    author: string;
    written_at: Date;
    sealed: Buffer;
    /** Staff ids. */
    mentions: string[];
    passed_on_to: string | null;
  };
  labels: { id: string; name: string; colour: LabelColour; made_by: string; made_at: Date; retired_at: Date | null };
  report_labels: { report_id: string; label_id: string; put_by: string; put_at: Date };
  report_translations: { report_id: string; language: Language; model: string; sealed: Buffer | null; cost_usd: number; made_at: Date };
}

interface ReportStepsTable {
  id: Generated<number>;
  report_id: string;
  decision: Decision;
  /** The question, freeze request or handover that it made. */
  record_id: string | null;
  made_by: string;
  made_at: Date;
  before: JSONColumnType<StoredStanding>;
  after: JSONColumnType<StoredStanding>;
  undone_by: string | null;
  undone_at: Date | null;
}

interface ReportQuestionsTable {
  id: string;
  code: string;
  report_id: string;
  asked_by: string;
  asked_at: Date;
  language: Language;
  sealed: Buffer;
  /** null: shown at the report's page alone. */
  chat_hash: Buffer | null;
  state: QuestionState;
  due_at: Date;
  give_up_at: Date;
  sent_at: Date | null;
  seen_at: Date | null;
  sealed_answer: Buffer | null;
  answered_at: Date | null;
}

interface FreezeRequestsTable {
  id: string;
  report_id: string;
  sealed: Buffer;
  requested_by: string;
  requested_at: Date;
  answer: FreezeAnswer | null;
  answered_by: string | null;
  answered_at: Date | null;
  withdrawn_at: Date | null;
}

interface ReportHandoversTable {
  id: string;
  report_id: string;
  country: ForceCountry;
  ground: HandoverGround;
  parts: HandoverPart[];
  sealed: Buffer;
  made_by: string;
  made_at: Date;
  /** When the copy was taken out. */
  given_at: Date | null;
  withdrawn_at: Date | null;
  /** When the other force first saw it in the console. */
  opened_at: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
}
