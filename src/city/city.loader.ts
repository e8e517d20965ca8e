import { sql } from 'kysely';
import { countEligible } from '../assessment/eligibility/eligible-counts.sql.js';
import { defineSystemLoader } from '../kernel/loader.js';

/** A city reads no list of companies; it is given the sum of its own region. */
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
