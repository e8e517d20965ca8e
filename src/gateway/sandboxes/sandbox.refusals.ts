import { defineRefusals } from '../../kernel/errors/refusal.js';

export const refuseSandbox = defineRefusals({
  SANDBOX_NOT_FOUND: {
    meaning: 'There is no such sandbox of yours; it may have ended with its day.',
    zh: () => '没有该沙箱，或已到期删除，请重新创建。',
    en: () => 'There is no such sandbox of yours, or its time is over. Create another one.',
  },
  SANDBOXES_TOO_MANY: {
    meaning: 'An account has two sandboxes at a time, and a gateway eight.',
    zh: ({ limit }) => `沙箱数量已达上限（${limit} 个），请先删除不再使用的沙箱。`,
    en: ({ limit }) => `There are ${limit} sandboxes already. Delete one that is not used any more (deleteSandbox).`,
  },
  SANDBOX_IMPOSSIBLE: {
    meaning: 'This gateway gives no sandboxes: its database role may not create databases, or it is a sandbox itself.',
    zh: () => '本网关不能创建沙箱：数据库角色无建库权限，或本网关自身即为沙箱。请联系运营方。',
    en: () =>
      'This gateway gives no sandboxes: its database role may not create databases, or it is a sandbox itself. Ask its operator.',
  },
});
