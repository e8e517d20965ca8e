import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { recordEvents } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import type { ObjectionFiling } from '../objection.js';
import { filingOfObjection } from '../objection.loader.js';

/** Returns who objected and why. Reading a name and a number is recorded (kept for three years at least). */
export async function readFiling(context: Context, objectionId: string): Promise<ObjectionFiling | null> {
  const filing = await filingOfObjection(context, objectionId);
  if (filing) await readings(context).load(objectionId);
  return filing;
}

const key = Symbol('readings of filings');

/** Records all readings of a request by one statement; as SYSTEM, because a query writes nothing. */
function readings({ db, system, viewer, clock }: Context): DataLoader<string, true> {
  const known = db.loaders.get(key) as DataLoader<string, true> | undefined;
  if (known) return known;
  const loader = new DataLoader<string, true>(async (objectionIds) => {
    const subjects = sql`
      select objection.id as subject_id, programme_id, null::uuid as institution_id, null::uuid as enterprise_id,
        jsonb_build_object('role', ${viewer.role}::text) as data
      from objection join publicity_notice as notice on notice.id = notice_id
      where objection.id = any(${[...objectionIds]}::uuid[])`;
    await system.write((em) => recordEvents(em, { viewer, clock }, 'OBJECTION_FILING_READ', 'Objection', subjects));
    return objectionIds.map(() => true);
  });
  db.loaders.set(key, loader);
  return loader;
}
