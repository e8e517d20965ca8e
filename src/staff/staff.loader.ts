import { sql } from 'kysely';
import { findByKeys } from '../database/entity-rows.js';
import { AccountSecret, RoleGrant } from '../account/account.js';
import { defineLoader, defineSystemLoader } from '../kernel/loader.js';
import { rowsAs } from '../kernel/node.js';
import { StaffInvitation, StaffMember } from './staff.js';
import { columnsOf } from '../database/schema/columns.js';

export const memberColumns = columnsOf(RoleGrant);

export const secretOfAccount = defineSystemLoader(
  'secret of account',
  (em, ids) => em.find(AccountSecret, { accountId: { $in: [...ids] } }),
  (secret) => secret.accountId,
);

export const staffMemberById = defineLoader(
  'staff member by id',
  async (em, ids) => {
    const { rows } = await sql<StaffMember>`
      select ${memberColumns} from role_grant
      where id = any(${ids}::uuid[]) and subject_id is not null and revoked_at is null`.execute(em.getKysely());
    return rowsAs<StaffMember>(StaffMember, rows);
  },
  (member) => member.id,
);

export const staffInvitationById = defineLoader(
  'staff invitation by id',
  (em, ids) => findByKeys(em, StaffInvitation, 'id', ids),
  (invitation) => invitation.id,
);
