// Who works here: an officer's account, what they may be called in tables and entries, and the actor that stands for the service itself.

import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { ForceCountry } from '#core/triage/decisions/decision-words.ts';

export const STAFF_ROLES = ['viewer', 'officer', 'supervisor', 'administrator', 'partner'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Whoever does something: `id` goes into `decided_by`, `author`, `approver` and the audit trail, never a name or an address. */
export interface Actor {
  id: string;
  role: StaffRole | 'system';
}

/** Detectors, schedules and the command line act as this. It may propose and expire, never approve or decide. */
export const SYSTEM_ACTOR: Actor = { id: 'system', role: 'system' };

export interface Officer extends Actor {
  role: StaffRole;
  name: string;
  email: string;
  language: Language;
}

/** Whom a partner's account belongs to: an organisation that files reports, as WEBHOOK_SECRETS names it, or the force of a country. */
export type Belonging = { partner: string } | { country: ForceCountry };

export function isStaffRole(value: string): value is StaffRole {
  return (STAFF_ROLES as readonly string[]).includes(value);
}
