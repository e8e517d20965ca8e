import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { defineRefusals, Refused } from '../kernel/refusal.js';
import { requireVersion } from '../transition/transit.js';
import { onceFor } from '../database/idempotency.js';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../access/context.js';
import { requireProgramme } from './find-programme.js';
import { createRules, loadProgramme } from './load-programme.js';
import { enterKinds, findTakenKinds, findUnknownKinds } from './enter-kinds.js';
import { contradictionsOf } from './programme-contradictions.js';
import { faultsOfProgrammeData, type ProgrammeData } from './programme-data.js';
import { Programme } from './programme.js';
import { ProgrammeRules } from './programme-rules.js';

const refuse = defineRefusals({
  PROGRAMME_DATA_INVALID: {
    meaning: 'A field of the programme does not say what it has to.',
    zh: ({ field, fault }) => `${field}：${fault}。请更正后重新提交。`,
    en: ({ field, fault }) => `${field}: ${fault}. Correct it and send it again.`,
  },
  PROGRAMME_CONTRADICTORY: {
    meaning: 'Values of the programme contradict each other, or cannot be meant. Every contradiction is named.',
    zh: ({ field, contradictionInChinese }) => `${field}：${contradictionInChinese}。请核对后重新提交。`,
    en: ({ field, contradiction }) => `${field}: ${contradiction}. Check it and send it again.`,
  },
  PROGRAMME_EXISTS: {
    meaning: 'There is a programme with this code already.',
    zh: ({ found }) => `编号“${found}”已存在，请修改原有年度补贴工作，或另取编号。`,
    en: ({ found }) => `There is a programme "${found}" already: change it with updateProgramme, or take another code.`,
  },
  PROGRAMME_FROZEN: {
    meaning: 'A proposal of the programme is approved; its rules never change again.',
    zh: ({ found }) => `“${found}”已有审定的建议方案，规则不再变更。`,
    en: ({ found }) => `A proposal of "${found}" is approved; its rules do not change any more.`,
  },
});

/** Sets a programme up (§3 one); answers its id. */
export function createProgramme(context: Context, sent: unknown, key: string): Promise<string> {
  const accountId = context.viewer.accountId as string;
  return context.db.write((em) =>
    onceFor(em, { accountId, operation: 'createProgramme', key, input: sent, now: context.clock.now() }, async () => {
      const data = await readData(em, sent);
      if (await em.findOne(Programme, { code: data.code })) {
        throw new Refused(refuse('PROGRAMME_EXISTS', ['programme', 'code'], { found: data.code }));
      }
      return loadProgramme(em, context, data);
    }),
  );
}

/** Replaces windows and rules, the rules as their next version, while no proposal by them is approved. */
export function updateProgramme(
  context: Context,
  sent: unknown,
  seen: { code: string; version: number },
): Promise<string> {
  return context.db.write(async (em) => {
    const data = await readData(em, sent);
    const { id } = await requireProgramme(em, seen.code);
    const programme = await em.findOneOrFail(
      Programme,
      { id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    const present = programme.version;
    requireVersion(programme, seen.version);
    if (programme.frozen) throw new Refused(refuse('PROGRAMME_FROZEN', ['programme'], { found: programme.code }));
    const { rules, newQualificationKinds, demonstration: _, ...fields } = data;
    await enterKinds(em, newQualificationKinds);
    em.assign(programme, { ...fields, code: programme.code, version: present + 1 });
    const newest = await em.findOneOrFail(ProgrammeRules, { programmeId: id }, { orderBy: { version: 'desc' } });
    await createRules(em, id, rules, newest.version + 1);
    await recordEvent(em, context, {
      type: EventType.PROGRAMME_UPDATED,
      subject: { type: 'Programme', id },
      programmeId: id,
      data: { code: programme.code, rulesVersion: newest.version + 1 },
    });
    return id;
  });
}

async function readData(em: EntityManager, sent: unknown): Promise<ProgrammeData> {
  const { data, faults } = faultsOfProgrammeData(sent);
  if (!data) {
    throw new Refused(
      ...faults.map(({ path, message }) =>
        refuse('PROGRAMME_DATA_INVALID', ['programme', ...path], { field: path.join('.'), fault: message }),
      ),
    );
  }
  const contradictions = contradictionsOf(data);
  if (contradictions.length > 0) {
    throw new Refused(
      ...contradictions.map(({ path, zh, en }) => {
        const facts = { field: path.join('.'), contradiction: en, contradictionInChinese: zh };
        return refuse('PROGRAMME_CONTRADICTORY', ['programme', ...path], facts);
      }),
    );
  }
  const unknown = await findUnknownKinds(em, data.rules.qualificationKinds, data.newQualificationKinds);
  if (unknown.length > 0) {
    throw kindFault(['rules', 'qualificationKinds'], `${unknown.join(', ')} is not a kind that is known`);
  }
  const taken = await findTakenKinds(em, data.newQualificationKinds);
  if (taken.length > 0) throw kindFault(['newQualificationKinds'], `${taken.join(', ')} has another name already`);
  return data;
}

function kindFault(path: string[], fault: string): Refused {
  return new Refused(refuse('PROGRAMME_DATA_INVALID', ['programme', ...path], { field: path.join('.'), fault }));
}
