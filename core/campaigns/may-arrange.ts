// What an officer may do with a campaign, and if not why: for the buttons. The change itself decides again.

import { mayDo, type Capability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import type { ArrangementName } from './campaign-words.ts';

export type Permission = { allowed: true } | { allowed: false; why: 'not_your_role' | 'only_report' | 'nothing_proposed' };

const CAPABILITY = {
  merge: 'campaign.edit',
  split: 'campaign.edit',
  detach: 'campaign.edit',
  keep_apart: 'campaign.edit',
  warn: 'alert.edit',
} as const satisfies Record<ArrangementName, Capability>;

/** @param campaign all its reports, the rejected ones too; merge proposals that concern it. */
export function mayArrange(by: Actor, campaign: { members: number; proposals: number }): Record<ArrangementName, Permission> {
  const refused = {
    merge: null,
    split: campaign.members < 2 ? 'only_report' : null,
    detach: campaign.members < 2 ? 'only_report' : null,
    keep_apart: campaign.proposals === 0 ? 'nothing_proposed' : null,
    warn: null,
  } as const;
  const decide = (what: ArrangementName): Permission => {
    if (!mayDo(by, CAPABILITY[what])) return { allowed: false, why: 'not_your_role' };
    const why = refused[what];
    return why === null ? { allowed: true } : { allowed: false, why };
  };
  return { merge: decide('merge'), split: decide('split'), detach: decide('detach'), keep_apart: decide('keep_apart'), warn: decide('warn') };
}
