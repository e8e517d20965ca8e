import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import catalogue from './data/catalogue.json' with { type: 'json' };
import { enterKinds, findUnknownKinds } from './catalogue/enter-kinds.js';
import { loadCalendar } from '../calendar/load-calendar.js';
import type { ProgrammeData } from './data/programme-data.js';
import { Programme } from './programme.js';
import { ProgrammeRules } from './programme-rules.js';
import { Product } from './catalogue/product.js';

/**
 * Inserts the regions, kinds of qualification and working days that programmes refer to; existing ones are not changed.
 */
export async function loadCatalogue(em: EntityManager): Promise<void> {
  await sql`
    insert into region (code, name, name_in_english)
    select code, name, "nameInEnglish" from jsonb_to_recordset(${JSON.stringify(catalogue.regions)}::jsonb)
      as region (code text, name text, "nameInEnglish" text)
    on conflict (code) do nothing`.execute(em.getKysely());
  await sql`
    insert into qualification_kind (code, name, name_in_english)
    select code, name, "nameInEnglish" from jsonb_to_recordset(${JSON.stringify(catalogue.qualificationKinds)}::jsonb)
      as kind (code text, name text, "nameInEnglish" text)
    on conflict (code) do nothing`.execute(em.getKysely());
  await loadCalendar(em, catalogue.calendarYears);
}

/** Creates a programme with the first version of its rules, unless one with this code exists; returns its id. */
export async function loadProgramme(
  em: EntityManager,
  context: Context,
  data: ProgrammeData,
  inForceAt: Date | null = null,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`programme/${data.code}`}, 0))`.execute(em.getKysely());
  const found = await em.findOne(Programme, { code: data.code });
  if (found) return found.id;
  await enterKinds(em, data.newQualificationKinds);
  await requireKnownKinds(em, data);
  const { rules, newQualificationKinds: _, ...fields } = data;
  const programme = em.create(Programme, fields as Programme);
  await em.flush();
  await createRules(em, programme, rules, { version: 1, inForceAt });
  await recordEvent(em, context, {
    type: 'PROGRAMME_CREATED',
    subject: { type: 'Programme', id: programme.id },
    programmeId: programme.id,
    data: { code: data.code, documentNumber: data.documentNumber },
  });
  return programme.id;
}

/** Inserts a version of the rules; the newest one is in force. */
export async function createRules(
  em: EntityManager,
  { id: programmeId, documentNumber }: Pick<Programme, 'id' | 'documentNumber'>,
  data: ProgrammeData['rules'],
  { version, inForceAt }: { version: number; inForceAt: Date | null },
): Promise<void> {
  const { products, ...fields } = data;
  const rules = em.create(ProgrammeRules, {
    ...fields,
    programmeId,
    version,
    documentNumber,
    inForceAt,
  });
  await em.flush();
  for (const product of products) em.create(Product, { ...product, rulesId: rules.id });
  await em.flush();
}

/**
 * Throws for an unknown kind: a misspelt one would make nobody eligible and look like a year without qualified
 * companies.
 */
async function requireKnownKinds(em: EntityManager, { code, rules }: ProgrammeData): Promise<void> {
  const unknown = await findUnknownKinds(em, rules.qualificationKinds, []);
  if (unknown.length === 0) return;
  throw new Error(`The programme ${code} names unknown kinds of qualification: ${unknown.join(', ')}`);
}
