// Who may do what: the one table. Nothing that is not named here is allowed to anybody.

import { DomainError } from '#core/domain-error.ts';
import type { Actor, StaffRole } from './staff.ts';

export type Capability =
  | 'session.read'
  | 'account.edit'
  | 'account.secure'
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
  /** Hold delivery up, and let it go on. */
  | 'alert.pause'
  | 'dispute.read'
  | 'dispute.decide'
  | 'person.block'
  | 'work.read'
  | 'work.read_all'
  | 'audit.read'
  /** What an account's own partner filed, or was handed over to its country's force. */
  | 'shared.read'
  /** That its force takes what was handed over to it. */
  | 'shared.acknowledge'
  | 'dead_letter.read'
  | 'dead_letter.replay';

/** One's own account: who one is, language and sessions, what one signs in with. */
const OWN = ['session.read', 'account.edit', 'account.secure'] as const;
const VIEWING = [...OWN, 'report.list', 'report.open', 'campaign.read', 'alert.read'] as const;
const DECIDING = [
  ...VIEWING,
  'report.open_original',
  'report.decide',
  'campaign.edit',
  'entity.read',
  'alert.edit',
  'alert.approve',
  'alert.dismiss',
  'alert.pause',
  'dispute.read',
  'person.block',
  'work.read',
] as const;

/**
 * An administrator looks after accounts and machinery and sees no report. A partner's account opens itself and what is shared with the partner
 * or country that it belongs to (core/sharing); one that belongs to none finds nothing there.
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
  administrator: [...OWN, 'audit.read', 'dead_letter.read', 'dead_letter.replay'],
  partner: [...OWN, 'shared.read', 'shared.acknowledge'],
} as const satisfies Record<StaffRole, readonly Capability[]>;

/** Reached before a second factor is set up or proved, so that it can be. */
export const WITHOUT_SECOND_FACTOR: ReadonlySet<Capability> = new Set(['session.read', 'account.edit']);

/** What goes out to the public, or changes how one signs in: a second factor of the last minutes, not only of this morning. */
export const NEEDS_FRESH_FACTOR: ReadonlySet<Capability> = new Set(['alert.approve', 'alert.withdraw', 'dispute.decide', 'account.secure']);

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
