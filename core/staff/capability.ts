// Who may do what: the one table. Nothing that is not named here is allowed to anybody.

import { DomainError } from '#core/domain-error.ts';
import type { Actor, StaffRole } from './staff.ts';

export type Capability =
  | 'session.read'
  | 'report.list'
  | 'report.open'
  | 'report.open_original'
  | 'report.decide'
  | 'view.share'
  | 'service_level.edit'
  /** What an officer has put before a supervisor. */
  | 'report.decide_escalated'
  /** Without the reporter's consent, where the law allows it. */
  | 'report.hand_over_by_law'
  | 'campaign.read'
  | 'campaign.edit'
  | 'entity.read'
  | 'alert.read'
  | 'alert.edit'
  | 'alert.approve'
  | 'alert.dismiss'
  | 'alert.withdraw'
  | 'dispute.read'
  | 'dispute.decide'
  | 'person.block'
  | 'work.read'
  | 'work.read_all'
  | 'audit.read'
  | 'dead_letter.read'
  | 'dead_letter.replay';

const VIEWING = ['session.read', 'report.list', 'report.open', 'campaign.read', 'alert.read'] as const;
const DECIDING = [
  ...VIEWING,
  'report.open_original',
  'report.decide',
  'campaign.edit',
  'entity.read',
  'alert.edit',
  'alert.approve',
  'alert.dismiss',
  'dispute.read',
  'person.block',
  'work.read',
] as const;

/**
 * An administrator looks after accounts and machinery and sees no report; a partner's data goes through the exchange interfaces, so its
 * console account opens nothing yet.
 */
export const CAPABILITIES = {
  viewer: VIEWING,
  officer: DECIDING,
  supervisor: [
    ...DECIDING,
    'report.decide_escalated',
    'report.hand_over_by_law',
    'view.share',
    'service_level.edit',
    'alert.withdraw',
    'dispute.decide',
    'work.read_all',
    'audit.read',
    'dead_letter.read',
    'dead_letter.replay',
  ],
  administrator: ['session.read', 'audit.read', 'dead_letter.read', 'dead_letter.replay'],
  partner: ['session.read'],
} as const satisfies Record<StaffRole, readonly Capability[]>;

export function capabilitiesOf(role: StaffRole): readonly Capability[] {
  return CAPABILITIES[role];
}

/** The service itself has none of them: what it does needs no capability. */
export function mayDo(actor: Actor, capability: Capability): boolean {
  return actor.role !== 'system' && capabilitiesOf(actor.role).includes(capability);
}

/** @throws DomainError `forbidden`. The console checks before; this holds for every other caller. */
export function requireCapability(actor: Actor, capability: Capability): void {
  if (!mayDo(actor, capability)) throw new DomainError('forbidden', `${actor.role} may not ${capability}`);
}
