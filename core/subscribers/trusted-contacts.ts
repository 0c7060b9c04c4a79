// Who is told when a person reports a loss. The invitation's secret is kept as a hash and dies when it is accepted; both sides may end it.

import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { CoreContext } from '#core/context.ts';
import type { ChatId } from '#core/conversations/chat-id.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';
import type { TrustChange, TrustOutcome } from '#core/dialogue/dialogue.ts';

type Context = Pick<CoreContext, 'db' | 'vault' | 'clock'>;

/** An invitation that nobody accepts ends by itself. */
const INVITATION_DAYS = 7;
/** Who is told of one person's loss, at most. */
const MOST_CONTACTS = 3;
const DAY_MS = 86_400_000;

export interface TrustedContact {
  chatId: number;
  language: Language;
}

/** @param chat of the person who asks. Within the caller's transaction. */
export async function changeTrust(context: Context, chat: { chatId: number; language: Language }, change: TrustChange): Promise<TrustOutcome> {
  switch (change.kind) {
    case 'show':
      return show(context, chatHash(context.vault, chat.chatId));
    case 'invite':
      return invite(context, chatHash(context.vault, chat.chatId));
    case 'stop':
      return stop(context, chatHash(context.vault, chat.chatId));
    case 'accept':
      return accept(context, chat, change.secret);
    default:
      return change satisfies never;
  }
}

/** Whom to tell. */
export async function trustedContactsOf({ db, vault }: Context, chatId: ChatId): Promise<TrustedContact[]> {
  const rows = await db
    .selectFrom('trusted_contacts')
    .select(['id', 'sealed_contact', 'contact_language'])
    .where('owner_hash', '=', chatHash(vault, chatId))
    .where('accepted_at', 'is not', null)
    .orderBy('accepted_at')
    .limit(MOST_CONTACTS)
    .execute();
  return rows.flatMap(({ id, sealed_contact, contact_language }) =>
    sealed_contact === null
      ? []
      : [
          {
            chatId: Number(vault.openField(sealed_contact, sealContext(id))),
            language: contact_language !== null && isLanguage(contact_language) ? contact_language : 'en',
          },
        ],
  );
}

async function show({ db, clock }: Context, own: Buffer): Promise<TrustOutcome> {
  const open = invitedAfter(clock.now());
  const { rows } = await sql<{ contacts: number; trusted_by: number; waiting: number }>`
    select count(*) filter (where owner_hash = ${own} and accepted_at is not null) as contacts,
      count(*) filter (where contact_hash = ${own}) as trusted_by,
      count(*) filter (where owner_hash = ${own} and accepted_at is null and made_at > ${open}) as waiting
    from trusted_contacts where owner_hash = ${own} or contact_hash = ${own}`.execute(db);
  return { kind: 'shown', contacts: 0, trusted_by: 0, waiting: 0, ...rows[0] };
}

/** A new invitation takes the place of those that nobody has accepted. */
async function invite({ db, vault, clock }: Context, own: Buffer): Promise<TrustOutcome> {
  const secret = randomBytes(18).toString('base64url');
  await db.deleteFrom('trusted_contacts').where('owner_hash', '=', own).where('accepted_at', 'is', null).execute();
  await db
    .insertInto('trusted_contacts')
    .values({
      id: uuidv7(),
      owner_hash: own,
      invitation_hash: vault.hash('invitation', secret),
      contact_hash: null,
      sealed_contact: null,
      contact_language: null,
      made_at: clock.now(),
      accepted_at: null,
    })
    .execute();
  return { kind: 'invited', secret };
}

async function stop({ db }: Context, own: Buffer): Promise<TrustOutcome> {
  await db
    .deleteFrom('trusted_contacts')
    .where((eb) => eb.or([eb('owner_hash', '=', own), eb('contact_hash', '=', own)]))
    .execute();
  return { kind: 'stopped' };
}

async function accept({ db, vault, clock }: Context, chat: { chatId: number; language: Language }, secret: string): Promise<TrustOutcome> {
  const own = chatHash(vault, chat.chatId);
  const invitation = await db
    .selectFrom('trusted_contacts')
    .select('id')
    .where('invitation_hash', '=', vault.hash('invitation', secret))
    .where('made_at', '>', invitedAfter(clock.now()))
    .where('owner_hash', '<>', own)
    .forUpdate()
    .executeTakeFirst();
  if (invitation === undefined) return { kind: 'unknown_invitation' };
  await db
    .updateTable('trusted_contacts')
    .set({
      invitation_hash: null,
      contact_hash: own,
      sealed_contact: vault.sealField(String(chat.chatId), sealContext(invitation.id)),
      contact_language: chat.language,
      accepted_at: clock.now(),
    })
    .where('id', '=', invitation.id)
    .execute();
  return { kind: 'accepted' };
}

function invitedAfter(now: Date): Date {
  return new Date(now.getTime() - INVITATION_DAYS * DAY_MS);
}

function sealContext(id: string): string {
  return `trusted_contacts/sealed_contact/${id}`;
}
