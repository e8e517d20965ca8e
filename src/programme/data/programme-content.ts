import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProgrammeData } from './programme-data.js';
import type { Programme } from '../programme.js';
import { idOfRulesInForce } from '../rules-in-force.js';

/** Returns a programme as it is in force now, in the form of a draft. */
export async function readProgrammeContent(em: EntityManager, programme: Programme): Promise<ProgrammeData> {
  const { rows } = await sql<{ rules: ProgrammeData['rules'] }>`
    select json_build_object('enterpriseCap', enterprise_cap::text, 'capSection', cap_section,
      'budgetSection', budget_section, 'base', base, 'rounding', rounding,
      'fundingCeiling', trim_scale(funding_ceiling)::text, 'qualificationBasis', qualification_basis,
      'qualificationDay', qualification_day, 'budget', budget::text, 'budgetPolicy', budget_policy,
      'maximumTermMonths', maximum_term_months, 'termEndInclusive', term_end_inclusive, 'regionsIn', regions_in,
      'regionsOut', regions_out, 'regionBasis', region_basis, 'regionDay', region_day, 'nameBasis', name_basis,
      'statusesOut', statuses_out, 'qualificationKinds', qualification_kinds,
      'requiredDocuments', required_documents,
      'products', (select json_agg(json_build_object('position', position, 'code', code, 'name', name,
          'nameInEnglish', name_in_english, 'productClass', class, 'rate', trim_scale(rate)::text,
          'laterRates', array(select trim_scale(later)::text from unnest(later_rates) as later),
          'enterpriseCap', product.enterprise_cap::text, 'firstTimeOnly', first_time_only, 'section', section)
          order by position) from product where rules_id = rules.id)) as rules
    from programme_rules as rules where id = ${idOfRulesInForce(sql`${programme.id}::uuid`)}`.execute(em.getKysely());
  const { rules } = rows[0] as { rules: ProgrammeData['rules'] };
  return { ...plainFields(programme), code: programme.code, newQualificationKinds: [], rules };
}

type Fields = Omit<ProgrammeData, 'code' | 'newQualificationKinds' | 'rules'>;

/** Removes the properties of an entity that a draft does not have. */
function plainFields(fields: Fields): Fields {
  return {
    title: fields.title,
    documentNumber: fields.documentNumber,
    policyYear: fields.policyYear,
    opensOn: fields.opensOn,
    institutionRegistrationUntil: fields.institutionRegistrationUntil,
    enterpriseRegistrationUntil: fields.enterpriseRegistrationUntil,
    policyPushUntil: fields.policyPushUntil,
    publicityWorkingDays: fields.publicityWorkingDays,
    paymentInformationWorkingDays: fields.paymentInformationWorkingDays,
    objectionWorkingDays: fields.objectionWorkingDays,
    reviewWorkingDays: fields.reviewWorkingDays,
    problemAnswerWorkingDays: fields.problemAnswerWorkingDays,
    notice: fields.notice,
    demonstration: fields.demonstration,
  };
}
