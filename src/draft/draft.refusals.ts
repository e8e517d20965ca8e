import type { Contradiction } from '../kernel/errors/contradiction.js';
import { defineRefusals, type Refusal } from '../kernel/errors/refusal.js';
import { termOf } from '../kernel/values/terms.js';
import { nameOfField } from './comparison/field-names.js';

export const refuseDraft = defineRefusals({
  DRAFT_CONTRADICTORY: {
    meaning: 'A value cannot be meant, or contradicts another one. Every contradiction is named.',
    zh: ({ fieldInChinese, whatInChinese }) => `${fieldInChinese}：${whatInChinese}。请更正后重新拟稿。`,
    en: ({ field, what }) => `${field}: ${what}. Correct it and prepare a new draft.`,
  },
  DRAFT_NOT_FOUND: {
    meaning: 'There is no such draft that you may see.',
    zh: () => '未找到该草案，请在草案列表中查询。',
    en: () => 'There is no such draft. The query `drafts` lists them.',
  },
  DRAFT_STATUS_UNFIT: {
    meaning: 'The draft is not in a state that allows this step.',
    zh: ({ found, needed }) =>
      `草案当前状态为“${termOf('DraftStatus', found)}”，此操作要求状态为“${termOf('DraftStatus', needed)}”。`,
    en: ({ found, needed }) => `The draft is ${found}; this step needs ${needed}.`,
  },
  DRAFT_APPROVED_ALREADY: {
    meaning: 'Your department has approved the draft; the other one has to.',
    zh: () => '本部门已批准该草案，尚待另一部门批准。',
    en: () => 'Your department has approved this draft; it waits for the other one.',
  },
  DRAFT_OUTDATED: {
    meaning: 'What the draft changes has changed since it was prepared.',
    zh: () => '草案拟定后，所依据的版本已变更。请按现行版本重新拟稿。',
    en: () => 'What this draft changes has changed since it was prepared. Prepare it again from the present version.',
  },
  PROGRAMME_EXISTS: {
    meaning: 'There is a programme with this code already.',
    zh: ({ found }) => `编号“${found}”已存在，请修订原有年度工作，或另取编号。`,
    en: ({ found }) => `There is a programme "${found}" already: change it with reviseProgramme, or take another code.`,
  },
});

/** Returns a refusal for each contradiction, with its path below `under`. */
export function refuseContradictions(found: Contradiction[], under: string): Refusal[] {
  return found.map(({ path, zh, en }) =>
    refuseDraft('DRAFT_CONTRADICTORY', [under, ...path], {
      field: path.join('.'),
      fieldInChinese: nameOfField(path.join('.')),
      what: en,
      whatInChinese: zh,
    }),
  );
}
