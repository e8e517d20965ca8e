import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseProgramme = defineRefusals({
  PROGRAMME_NOT_FOUND: {
    meaning: 'There is no programme with this code.',
    zh: ({ found }) => `没有编号为“${found}”的年度补贴工作，请查询年度补贴工作列表后填写。`,
    en: ({ found }) => `There is no programme "${found}". The query \`programmes\` lists those there are.`,
  },
});
