// Somebody the person trusts is told when they report a loss: no details, only that a call would help. Both agree: one sends an invitation,
// the other accepts it, and either may end it.

import type { DialogueContext, DialogueState, DialogueStep, TrustOutcome } from '../dialogue.ts';
import { answered, button, say } from './replies.ts';

const INVITATION = /^trust_([A-Za-z0-9_-]{20,40})$/;

export function openTrustMenu(state: DialogueState): DialogueStep {
  return answered(state, [], [{ kind: 'change_trust', change: { kind: 'show' } }]);
}

/** The secret in a link's word. */
export function readInvitation(args: string): string | null {
  return INVITATION.exec(args)?.[1] ?? null;
}

/** Who opens the link says yes or no first. */
export function onInvitation(state: DialogueState, secret: string): DialogueStep {
  const buttons = [[button('trust.accept', { kind: 'trust', action: 'accept' })], [button('trust.decline', { kind: 'trust', action: 'decline' })]];
  return answered({ ...state, invitation: secret }, [{ ...say('trust.asked'), buttons }]);
}

export function onTrustButton(state: DialogueState, action: 'invite' | 'stop' | 'accept' | 'decline'): DialogueStep {
  const { invitation, ...rest } = state;
  switch (action) {
    case 'invite':
      return answered(state, [], [{ kind: 'change_trust', change: { kind: 'invite' } }]);
    case 'stop':
      return answered(state, [], [{ kind: 'change_trust', change: { kind: 'stop' } }]);
    case 'decline':
      return answered(rest, [say('trust.declined')]);
    case 'accept':
      if (invitation === undefined) return answered(state, [say('trust.unknown_invitation')]);
      return answered(rest, [], [{ kind: 'change_trust', change: { kind: 'accept', secret: invitation } }]);
    default:
      return action satisfies never;
  }
}

export function onTrustChanged(state: DialogueState, outcome: TrustOutcome, context: DialogueContext): DialogueStep {
  if (outcome.kind === 'invited') {
    const link = context.bot_username === undefined ? `/start trust_${outcome.secret}` : `https://t.me/${context.bot_username}?start=trust_${outcome.secret}`;
    return answered(state, [say('trust.invited', { link })]);
  }
  if (outcome.kind !== 'shown') return answered(state, [say(`trust.${outcome.kind}`)]);
  const { contacts, trusted_by, waiting } = outcome;
  const isNone = contacts + trusted_by + waiting === 0;
  const stop = isNone ? [] : [[button('trust.stop', { kind: 'trust', action: 'stop' })]];
  return answered(state, [
    {
      ...say(isNone ? 'trust.none' : 'trust.shown', { contacts, trusted_by, waiting }),
      buttons: [[button('trust.invite', { kind: 'trust', action: 'invite' })], ...stop],
    },
  ]);
}
