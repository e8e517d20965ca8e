import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { findMissingYears } from '../calendar/arranged-year.js';
import { contradictionsOfCalendar } from '../calendar/calendar-contradictions.js';
import type { Contradiction } from '../kernel/errors/contradiction.js';
import { dayOf } from '../kernel/values/dates.js';
import { findTakenKinds, findUnknownKinds } from '../programme/catalogue/enter-kinds.js';
import { contradictionsOf } from '../programme/data/programme-contradictions.js';
import type { ProgrammeData } from '../programme/data/programme-data.js';
import { Programme } from '../programme/programme.js';
import { calendarOf, type Draft, DraftKind, programmeOf } from './draft.js';
import { differencesBetween } from './comparison/differences.js';
import { unknownAttachments } from './attachment/programme-attachment.js';

type Checked = Pick<Draft, 'kind' | 'content' | 'previous' | 'inForceFrom' | 'programmeId'>;

/** Returns everything that keeps a draft from being put in force: within its content, and against the present data. */
export async function findContradictions(em: EntityManager, draft: Checked): Promise<Contradiction[]> {
  if (draft.kind === DraftKind.CALENDAR) return contradictionsOfCalendar(calendarOf(draft));
  const data = programmeOf(draft);
  return [
    ...contradictionsOf(data),
    ...(await checkKinds(em, data)),
    ...(await checkCalendar(em, data)),
    ...(await checkAttachments(em, data)),
    ...checkInstant(draft, data),
    ...(await checkUse(em, draft)),
  ];
}

async function checkKinds(em: EntityManager, data: ProgrammeData): Promise<Contradiction[]> {
  const unknown = await findUnknownKinds(em, data.rules.qualificationKinds, data.newQualificationKinds);
  const taken = await findTakenKinds(em, data.newQualificationKinds);
  return [
    ...unknown.map((kind) => ({
      path: ['rules', 'qualificationKinds'],
      zh: `没有企业资质类别“${kind}”，请列入新增资质类别`,
      en: `there is no kind of qualification "${kind}"; add it in newQualificationKinds`,
    })),
    ...taken.map((kind) => ({
      path: ['newQualificationKinds'],
      zh: `企业资质类别“${kind}”已有其他名称`,
      en: `the kind of qualification "${kind}" has another name already`,
    })),
  ];
}

/**
 * Checks that the calendar has the years from the opening to the last day of pushes, in which deadlines are calculated.
 */
async function checkCalendar(em: EntityManager, { opensOn, policyPushUntil }: ProgrammeData): Promise<Contradiction[]> {
  const [first, last] = [Number(opensOn.slice(0, 4)), Number(policyPushUntil.slice(0, 4))];
  const years = Array.from({ length: Math.max(0, Math.min(last - first + 1, 20)) }, (_, place) => first + place);
  return (await findMissingYears(em, years)).map((year) => ({
    path: ['policyPushUntil'],
    zh: `工作日历尚未覆盖 ${year} 年，无法推算截止日，请先拟定该年工作日历`,
    en: `the calendar does not cover ${year}, so deadlines cannot be calculated; draft that year first (draftCalendar)`,
  }));
}

async function checkAttachments(em: EntityManager, { notice }: ProgrammeData): Promise<Contradiction[]> {
  const ids = notice?.attachments.map(({ attachmentId }) => attachmentId) ?? [];
  return (await unknownAttachments(em, ids)).map((place) => ({
    path: ['notice', 'attachments', String(place), 'attachmentId'],
    zh: '未找到该附件，请先上传',
    en: 'there is no such file; upload it first (POST /upload/programme-attachments)',
  }));
}

function checkInstant({ inForceFrom }: Checked, { policyPushUntil }: ProgrammeData): Contradiction[] {
  if (!inForceFrom || dayOf(new Date(inForceFrom)) <= policyPushUntil) return [];
  return [
    {
      path: ['inForceFrom'],
      zh: `拟生效时间晚于保单上传截止 ${policyPushUntil}`,
      en: `it would be in force only after ${policyPushUntil}, the last day to push policies`,
    },
  ];
}

/** Refuses other rules after a proposal was approved, and another policy year after policies were pushed. */
async function checkUse(em: EntityManager, { programmeId, content, previous }: Checked): Promise<Contradiction[]> {
  if (!programmeId || !previous) return [];
  const programme = await em.findOneOrFail(Programme, { id: programmeId });
  const [before, after] = [previous as ProgrammeData, content as ProgrammeData];
  const found: Contradiction[] = [];
  if (programme.frozen) {
    const parts = ({ rules, documentNumber, policyYear }: ProgrammeData) => ({ rules, documentNumber, policyYear });
    for (const { field } of differencesBetween(parts(before), parts(after))) {
      const zh = `“${programme.code}”已有审定的建议方案，规则不再变更`;
      const en = `a proposal of "${programme.code}" is approved; its rules do not change any more`;
      found.push({ path: field.split('.'), zh, en });
    }
  }
  if (before.policyYear !== after.policyYear && (await hasPolicies(em, programmeId))) {
    const zh = '已有保单上传，保单年度不能变更';
    found.push({ path: ['policyYear'], zh, en: 'policies were pushed; the policy year cannot change' });
  }
  return found;
}

async function hasPolicies(em: EntityManager, programmeId: string): Promise<boolean> {
  const { rows } = await sql`select from policy where programme_id = ${programmeId}::uuid limit 1`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}
