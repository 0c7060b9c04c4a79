// Accounts are made and switched off at the command line; nobody signs up.

import { randomBytes, randomUUID } from 'node:crypto';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { DomainError } from '#core/domain-error.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { PASSWORD_LENGTH, type StaffAuth } from './staff-auth.ts';
import { SYSTEM_ACTOR, type StaffRole } from './staff.ts';

export interface NewStaff {
  email: string;
  name: string;
  role: StaffRole;
  language: Language;
  /** Made and returned when absent. */
  password?: string;
}

/** Account, password and audit entry in one transaction. @throws DomainError `email_taken` or `password_length`. */
export async function addStaff(context: CoreContext, auth: StaffAuth, staff: NewStaff): Promise<{ id: string; password: string }> {
  const password = staff.password ?? randomBytes(15).toString('base64url');
  if (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max) {
    throw new DomainError('password_length', `A password has ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`);
  }
  const hash = await (await auth.$context).password.hash(password);
  const id = randomUUID();
  await inTransaction(context, async (inside) => {
    await insertAccount(inside, { ...staff, id, email: emailOf(staff.email), hash });
    await appendAudit(inside, { actor: SYSTEM_ACTOR.id, action: 'staff.added', subject: { kind: 'staff', id }, details: { role: staff.role } });
  });
  return { id, password };
}

async function insertAccount(
  { db, clock }: CoreContext,
  { id, email, name, role, language, hash }: Omit<NewStaff, 'password'> & { id: string; hash: string },
): Promise<void> {
  const times = { created_at: clock.now(), updated_at: clock.now() };
  const inserted = await db
    .insertInto('staff_users')
    .values({ id, email, name, email_verified: true, role, language, disabled: false, ...times })
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
}

export async function listStaff({ db }: Pick<CoreContext, 'db'>): Promise<StaffListItem[]> {
  return db.selectFrom('staff_users').select(['id', 'email', 'name', 'role', 'language', 'disabled']).orderBy('email').execute();
}

function emailOf(typed: string): string {
  return typed.trim().toLowerCase();
}
