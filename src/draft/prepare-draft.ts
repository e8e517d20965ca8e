import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { readYear } from '../calendar/arranged-year.js';
import type { CalendarContent } from '../calendar/calendar-contradictions.js';
import { onceFor } from '../database/idempotency.js';
import { recordEvent } from '../event/record-event.js';
import { Refused } from '../kernel/errors/refusal.js';
import { requireProgramme } from '../programme/find-programme.js';
import { readProgrammeContent } from '../programme/data/programme-content.js';
import { faultsOfProgrammeData, type ProgrammeData } from '../programme/data/programme-data.js';
import { Programme } from '../programme/programme.js';
import { Draft, DraftKind, DraftStatus } from './draft.js';
import { refuseContradictions, refuseDraft } from './draft.refusals.js';
import { findContradictions } from './find-contradictions.js';
import { requireVersion } from '../transition/transit.js';

interface Prepared {
  inForceFrom: Date | null;
  idempotencyKey: string;
}

/** Prepares a programme that does not exist yet; returns the id of the draft. */
export function draftProgramme(context: Context, input: Prepared & { programme: unknown }): Promise<string> {
  return once(context, 'draftProgramme', input, async (em) => {
    const content = readData(input.programme);
    if (await em.findOne(Programme, { code: content.code })) {
      throw new Refused(refuseDraft('PROGRAMME_EXISTS', ['programme', 'code'], { found: content.code }));
    }
    const programme = { programmeId: null, programmeCode: content.code, calendarYear: null };
    return { kind: DraftKind.PROGRAMME, ...programme, basedOn: 0, content, previous: null };
  });
}

/** Prepares a complete later version of a programme; returns the id of the draft. */
export function draftRevision(
  context: Context,
  input: Prepared & { programme: { code: string }; version: number },
): Promise<string> {
  return once(context, 'reviseProgramme', input, async (em) => {
    const programme = await requireProgramme(em, input.programme.code);
    requireVersion(programme, input.version);
    const { demonstration } = programme;
    const content = readData({ ...input.programme, demonstration });
    const previous = await readProgrammeContent(em, programme);
    const of = { programmeId: programme.id, programmeCode: programme.code, calendarYear: null };
    return { kind: DraftKind.PROGRAMME, ...of, basedOn: programme.version, content, previous };
  });
}

/** Prepares the working days of a year, also where the calendar covers it already; returns the id of the draft. */
export function draftCalendar(context: Context, input: Prepared & CalendarContent): Promise<string> {
  return once(context, 'draftCalendar', input, async (em) => {
    const { year, holidays, makeUpDays, documentNumber } = input;
    const content = { year, holidays, makeUpDays, documentNumber: documentNumber.trim() };
    const present = year >= 1 && year <= 9_999 ? await readYear(em, year) : undefined;
    const previous = present && { ...present, documentNumber: await documentOf(em, year) };
    const of = { programmeId: null, programmeCode: null, calendarYear: year };
    const basedOn = await timesInForce(em, year);
    return { kind: DraftKind.CALENDAR, ...of, basedOn, content, previous: previous ?? null };
  });
}

/** Returns how often a draft put this year in force. */
export function timesInForce(em: EntityManager, year: number): Promise<number> {
  return em.count(Draft, { calendarYear: year, status: DraftStatus.IN_FORCE });
}

async function documentOf(em: EntityManager, year: number): Promise<string> {
  const { rows } = await sql<{ document: string }>`
    select content ->> 'documentNumber' as document from draft
    where calendar_year = ${year} and status = 'IN_FORCE' order by in_force_at desc limit 1`.execute(em.getKysely());
  return rows[0]?.document ?? '';
}

function readData(sent: unknown): ProgrammeData {
  const { data, faults } = faultsOfProgrammeData(sent);
  if (!data) throw new Refused(...refuseContradictions(faults, 'programme'));
  return data;
}

type Content = Pick<
  Draft,
  'kind' | 'programmeId' | 'programmeCode' | 'calendarYear' | 'basedOn' | 'content' | 'previous'
>;

function once(
  context: Context,
  operation: string,
  input: Prepared,
  prepare: (em: EntityManager) => Promise<Content>,
): Promise<string> {
  const accountId = context.viewer.accountId as string;
  const request = { accountId, operation, key: input.idempotencyKey, input, now: context.clock.now() };
  return context.db.write((em) =>
    onceFor(em, request, async () => enter(em, context, await prepare(em), input.inForceFrom)),
  );
}

async function enter(em: EntityManager, context: Context, content: Content, inForceFrom: Date | null): Promise<string> {
  const contradictions = await findContradictions(em, { ...content, inForceFrom });
  const draft = em.create(Draft, {
    ...content,
    status: contradictions.length > 0 ? DraftStatus.DRAFT : DraftStatus.CHECKED,
    contradictions,
    inForceFrom,
    preparedBy: context.viewer.accountId as string,
    preparedAt: context.clock.now(),
    version: 1,
  });
  await em.flush();
  const { kind, programmeCode, calendarYear, status } = draft;
  await recordEvent(em, context, {
    type: 'DRAFT_PREPARED',
    subject: { type: 'Draft', id: draft.id },
    ...(content.programmeId && { programmeId: content.programmeId }),
    data: {
      kind,
      status,
      ...(programmeCode && { programme: programmeCode }),
      ...(calendarYear && { year: calendarYear }),
    },
  });
  return draft.id;
}
