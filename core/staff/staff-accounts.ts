// Accounts are made and switched off at the command line; nobody signs up.

import { randomBytes, randomUUID } from 'node:crypto';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { DomainError } from '#core/domain-error.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { ForceCountry } from '#core/triage/decisions/decision-words.ts';
import { PASSWORD_LENGTH, type StaffAuth } from './staff-auth.ts';
import { SYSTEM_ACTOR, type Belonging, type StaffRole } from './staff.ts';

export interface NewStaff {
  email: string;
  name: string;
  role: StaffRole;
  language: Language;
  /** Made and returned when absent. */
  password?: string;
  /** Of a partner's account, and of no other. */
  belongsTo?: Belonging;
}

/** Account, password and audit entry in one transaction. @throws DomainError `email_taken`, `password_length`, `belongs_to_nobody` or `no_partner`. */
export async function addStaff(context: CoreContext, auth: StaffAuth, staff: NewStaff): Promise<{ id: string; password: string }> {
  const password = staff.password ?? randomBytes(15).toString('base64url');
  if (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max) {
    throw new DomainError('password_length', `A password has ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`);
  }
  checkBelonging(staff);
  const hash = await (await auth.$context).password.hash(password);
  const id = randomUUID();
  await inTransaction(context, async (inside) => {
    await insertAccount(inside, { ...staff, id, email: emailOf(staff.email), hash });
    await appendAudit(inside, {
      actor: SYSTEM_ACTOR.id,
      action: 'staff.added',
      subject: { kind: 'staff', id },
      details: { role: staff.role, ...staff.belongsTo },
    });
  });
  return { id, password };
}

/** A partner's account that belongs to nobody would show nothing; another one that belongs to somebody would be mistaken for a partner's. */
function checkBelonging({ role, belongsTo }: Pick<NewStaff, 'role' | 'belongsTo'>): void {
  if (role === 'partner' && belongsTo === undefined)
    throw new DomainError('belongs_to_nobody', "A partner's account belongs to a partner or to a country's force.");
  if (role !== 'partner' && belongsTo !== undefined) throw new DomainError('no_partner', `Only a partner's account belongs to somebody: this one is ${role}.`);
}

async function insertAccount(
  { db, clock }: CoreContext,
  { id, email, name, role, language, belongsTo, hash }: Omit<NewStaff, 'password'> & { id: string; hash: string },
): Promise<void> {
  const times = { created_at: clock.now(), updated_at: clock.now() };
  const inserted = await db
    .insertInto('staff_users')
    .values({ id, email, name, email_verified: true, role, language, disabled: false, ...columnsOf(belongsTo), ...times })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) throw new DomainError('email_taken', `There is an account for ${email} already.`);
  // The shape in which better-auth looks for a password.
  await db
    .insertInto('staff_accounts')
    .values({ id: randomUUID(), user_id: id, account_id: id, provider_id: 'credential', password: hash, ...times })
    .execute();
}

function columnsOf(belongsTo: Belonging | undefined): { partner: string | null; country: ForceCountry | null } {
  return { partner: null, country: null, ...belongsTo };
}

/** Ends the account's sessions. @returns false when no partner's account has that address. */
export async function changeBelonging(context: CoreContext, email: string, belongsTo: Belonging): Promise<boolean> {
  return inTransaction(context, async (inside) => {
    const row = await inside.db
      .updateTable('staff_users')
      .set({ ...columnsOf(belongsTo), updated_at: inside.clock.now() })
      .where('email', '=', emailOf(email))
      .where('role', '=', 'partner')
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return false;
    await inside.db.deleteFrom('staff_sessions').where('user_id', '=', row.id).execute();
    await appendAudit(inside, { actor: SYSTEM_ACTOR.id, action: 'staff.partner_changed', subject: { kind: 'staff', id: row.id }, details: { ...belongsTo } });
    return true;
  });
}

/** Whether reports of a partner of that name are here. */
export async function hasReportsOf({ db }: Pick<CoreContext, 'db'>, partner: string): Promise<boolean> {
  return (await db.selectFrom('reports').select('id').where('partner', '=', partner).limit(1).executeTakeFirst()) !== undefined;
}

/** Switches an account off and ends its sessions; its approvals of what is not yet published no longer count. @returns false when there is none. */
export async function disableStaff(context: CoreContext, email: string): Promise<boolean> {
  return inTransaction(context, async (inside) => {
    const row = await inside.db
      .updateTable('staff_users')
      .set({ disabled: true, updated_at: inside.clock.now() })
      .where('email', '=', emailOf(email))
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return false;
    await inside.db.deleteFrom('staff_sessions').where('user_id', '=', row.id).execute();
    await appendAudit(inside, { actor: SYSTEM_ACTOR.id, action: 'staff.disabled', subject: { kind: 'staff', id: row.id } });
    return true;
  });
}

export interface StaffListItem {
  id: string;
  email: string;
  name: string;
  role: StaffRole;
  language: Language;
  disabled: boolean;
  /** Of a partner's account: the one or the other. */
  partner: string | null;
  country: ForceCountry | null;
}

export async function listStaff({ db }: Pick<CoreContext, 'db'>): Promise<StaffListItem[]> {
  return db.selectFrom('staff_users').select(['id', 'email', 'name', 'role', 'language', 'disabled', 'partner', 'country']).orderBy('email').execute();
}

function emailOf(typed: string): string {
  return typed.trim().toLowerCase();
}
