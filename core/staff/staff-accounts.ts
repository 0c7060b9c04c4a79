// Accounts are made and switched off by an administrator at the command line; nobody signs up.

import { randomBytes } from 'node:crypto';
import { appendAudit } from '#core/audit/append-audit.ts';
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

/** @throws DomainError `email_taken` or `password_length`. */
export async function addStaff(context: CoreContext, auth: StaffAuth, staff: NewStaff): Promise<{ id: string; password: string }> {
  const password = staff.password ?? randomBytes(15).toString('base64url');
  if (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max) {
    throw new DomainError('password_length', `A password has ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`);
  }
  const email = staff.email.trim().toLowerCase();
  const taken = await context.db.selectFrom('staff_users').select('id').where('email', '=', email).executeTakeFirst();
  if (taken !== undefined) throw new DomainError('email_taken', `There is an account for ${email} already.`);
  const { internalAdapter, password: hasher } = await auth.$context;
  const user = await internalAdapter.createUser({ email, name: staff.name, emailVerified: true, role: staff.role, language: staff.language, disabled: false }, { method: 'admin' });
  await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: await hasher.hash(password) });
  await appendAudit(context, { actor: SYSTEM_ACTOR.id, action: 'staff.added', subject: { kind: 'staff', id: user.id }, details: { role: staff.role } });
  return { id: user.id, password };
}

/** Switches an account off and ends its sessions. @returns false when there is none. */
export async function disableStaff(context: CoreContext, email: string): Promise<boolean> {
  return context.db.transaction().execute(async (tx) => {
    const row = await tx.updateTable('staff_users').set({ disabled: true }).where('email', '=', email.trim().toLowerCase()).returning('id').executeTakeFirst();
    if (row === undefined) return false;
    await tx.deleteFrom('staff_sessions').where('user_id', '=', row.id).execute();
    await appendAudit({ ...context, db: tx }, { actor: SYSTEM_ACTOR.id, action: 'staff.disabled', subject: { kind: 'staff', id: row.id } });
    return true;
  });
}

export async function listStaff({ db }: CoreContext): Promise<{ email: string; name: string; role: string; language: string; disabled: boolean }[]> {
  return db.selectFrom('staff_users').select(['email', 'name', 'role', 'language', 'disabled']).orderBy('email').execute();
}
