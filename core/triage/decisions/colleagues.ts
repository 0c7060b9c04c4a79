// Who can be given a report: whoever could decide it and works here.

import type { Database } from '#core/database.ts';
import { capabilitiesOf } from '#core/staff/capability.ts';
import { STAFF_ROLES, type StaffRole } from '#core/staff/staff.ts';

export const DECIDING_ROLES: readonly StaffRole[] = STAFF_ROLES.filter((role) => capabilitiesOf(role).includes('report.decide'));

export async function canDecide(db: Database, staffId: string): Promise<boolean> {
  const row = await db
    .selectFrom('staff_users')
    .select('id')
    .where('id', '=', staffId)
    .where('disabled', '=', false)
    .where('role', 'in', DECIDING_ROLES)
    .executeTakeFirst();
  return row !== undefined;
}

export interface Colleague {
  id: string;
  name: string;
  role: StaffRole;
}

export async function listColleagues(db: Database): Promise<Colleague[]> {
  return db
    .selectFrom('staff_users')
    .select(['id', 'name', 'role'])
    .where('disabled', '=', false)
    .where('role', 'in', DECIDING_ROLES)
    .orderBy('name')
    .orderBy('id')
    .execute();
}
