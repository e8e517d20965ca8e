import { sql } from 'kysely';
import { countEligible } from '../assessment/eligibility/eligible-counts.sql.js';
import { defineSystemLoader } from '../kernel/loader.js';

/**
 * Loads the counts of eligible companies as the system: a city may not read the lists and gets only the count of its
 * region.
 */
export const eligibleOf = defineSystemLoader(
  'eligible companies of today',
  (em, programmeIds: readonly string[]) =>
    Promise.all(
      programmeIds.map(async (programmeId) => ({
        programmeId,
        counts: await countEligible(em, sql`${programmeId}::uuid`),
      })),
    ),
  ({ programmeId }) => programmeId,
);
