import type { EntityManager } from '@mikro-orm/postgresql';
import { enterKinds } from './catalogue/enter-kinds.js';
import { createRules } from './load-programme.js';
import type { ProgrammeData } from './data/programme-data.js';
import { Programme } from './programme.js';
import { findRulesInForce } from './rules-in-force.js';

/**
 * Puts a later version of a programme in force; where the rules differ, they become their next version. Earlier
 * versions stay, because assessments are explained by the version that they used.
 */
export async function reviseProgramme(
  em: EntityManager,
  programme: Programme,
  data: ProgrammeData,
  { newRules, inForceAt }: { newRules: boolean; inForceAt: Date },
): Promise<number> {
  const { rules, newQualificationKinds, demonstration: _, code: __, ...fields } = data;
  await enterKinds(em, newQualificationKinds);
  em.assign(programme, { ...fields, version: programme.version + 1 });
  const newest = await findRulesInForce(em, programme.id);
  if (newRules) await createRules(em, programme, rules, { version: newest.version + 1, inForceAt });
  await em.flush();
  return newRules ? newest.version + 1 : newest.version;
}
