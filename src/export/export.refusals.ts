import { inChinese } from '../http/errors/in-chinese.js';
import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseExport = defineRefusals({
  EXPORT_QUERY_UNFIT: {
    meaning: 'The document is not a query of one list with `nodes`, or it cannot be executed.',
    zh: ({ what }) => `导出查询只能查询一个列表，并逐项列出所需内容：${inChinese(String(what)) ?? what}`,
    en: ({ what }) => `An export takes a query of one list with \`nodes\`: ${what}`,
  },
  EXPORT_NOT_FOUND: {
    meaning: 'There is no such export of yours, or its time is over.',
    zh: () => '没有该导出文件，或已过保留期限。',
    en: () => 'There is no such export of yours, or its time is over.',
  },
  EXPORTS_TOO_MANY: {
    meaning: 'The account has as many unfinished exports as it may have.',
    zh: ({ limit }) => `同时生成的导出文件最多 ${limit} 个，请待其完成后再试。`,
    en: ({ limit }) => `At most ${limit} exports are written at once. Wait until one of them is done.`,
  },
});
