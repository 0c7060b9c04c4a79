// Tables of outgoing webhooks; part of core/database.ts.

import type { Generated } from 'kysely';
import type { AlertGrade } from '#core/alerts/alert-words.ts';
import type { DisabledReason, MessageState, WebhookEvent } from './webhook.ts';

export interface WebhookTables {
  webhook_endpoints: {
    id: string;
    partner: string;
    sealed_url: Buffer;
    sealed_secret: Buffer;
    sealed_old_secret: Buffer | null;
    old_secret_until: Date | null;
    types: string[];
    countries: string[];
    least_grade: AlertGrade;
    /** Gets rehearsals, too. */
    exercises: Generated<boolean>;
    added_at: Date;
    quiet_until: Date | null;
    failing_since: Date | null;
    disabled_at: Date | null;
    disabled_reason: DisabledReason | null;
  };
  webhook_messages: {
    id: string;
    endpoint_id: string;
    event: WebhookEvent;
    alert_id: string | null;
    version: number | null;
    state: MessageState;
    entered_at: Date;
    attempts: Generated<number>;
    next_attempt_at: Date;
    first_tried_at: Date | null;
    last_tried_at: Date | null;
    status: number | null;
    last_error: string | null;
    sent_at: Date | null;
  };
}
