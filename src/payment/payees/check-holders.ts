import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { isSameName } from '../../register/names/names.js';
import { HolderCheck } from './payee-check.js';
import { named } from '../../database/schema/columns.js';

interface Holder {
  claimId: string;
  holder: string;
  name: string;
  registered: string | null;
  formerNames: string[] | null;
}

/** The result of comparing the account holder of a claim with the register. */
export interface CheckedHolder {
  claimId: string;
  holderCheck: HolderCheck;
  hold: string | null;
}

/** Compares the holder of each claim's account with the present company register; former names are valid. */
export async function checkHolders(em: EntityManager, claimIds: string[]): Promise<CheckedHolder[]> {
  const { rows } = await sql<Holder>`
    select ${named('claim.id as claim_id')}, application.holder, enterprise.name, registered.name as registered,
      ${named('registered.former_names')}
    from claim join enterprise on enterprise.id = claim.enterprise_id
      join lateral (select holder from claim_application where claim_id = claim.id
        order by accepted_at desc, id desc limit 1) as application on true
      left join registered_company as registered
        on registered.credit_code = enterprise.credit_code and registered.valid_until is null
    where claim.id = any(${claimIds}::uuid[])`.execute(em.getKysely());
  return rows.map((row) => {
    const holderCheck = compare(row);
    return {
      claimId: row.claimId,
      holderCheck,
      hold: holderCheck === HolderCheck.DIFFERENT ? reasonForHold(row) : null,
    };
  });
}

function compare({ holder, name, registered, formerNames }: Holder): HolderCheck {
  if (registered === null) return isSameName(holder, name) ? HolderCheck.NOT_REGISTERED : HolderCheck.DIFFERENT;
  if (isSameName(holder, registered)) return HolderCheck.REGISTERED;
  const isFormer = formerNames?.some((former) => isSameName(holder, former));
  return isFormer ? HolderCheck.FORMER_NAME : HolderCheck.DIFFERENT;
}

function reasonForHold({ holder, name, registered }: Holder): string {
  return `户名“${holder}”与登记的企业名称“${registered ?? name}”不一致`;
}
