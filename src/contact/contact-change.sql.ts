import { sql } from 'kysely';

const changes = sql`
  jsonb_build_array(jsonb_build_object('field', 'lastFour', 'from', before, 'to', after))`;

/**
 * The subjects of events about new numbers. The company does not see who gave its number, because the event belongs to
 * the insurer. It has only the last digits of a number.
 */
export const replacedNumber = sql`
  select enterprise_id as subject_id, null::uuid as programme_id, institution_id, null::uuid as enterprise_id,
    case when before <> after then jsonb_build_object('changes', ${changes}) else '{}' end as data
  from moved`;
