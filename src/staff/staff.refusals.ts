import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseStaff = defineRefusals({
  NOT_THE_MANAGER: {
    meaning: 'Only the manager of the institution or company does this.',
    zh: () => '只有本单位管理员可以邀请、移除人员或移交管理权限。请联系管理员；如管理员已离职，请联系平台。',
    en: () =>
      'Only the manager invites, removes or hands over. Ask the manager; where there is none, ask the platform.',
  },
  ALREADY_STAFF: {
    meaning: 'The number belongs to somebody who acts for the institution or company already.',
    zh: () => '该手机号对应的人员已在本单位。',
    en: () => 'Somebody with this number acts for you already.',
  },
  INVITATION_OPEN: {
    meaning: 'The number was invited already.',
    zh: () => '该手机号已有待接受的邀请。',
    en: () => 'This number has an open invitation already.',
  },
  INVITATION_NOT_FOUND: {
    meaning: 'There is no such invitation that can be accepted or withdrawn by you.',
    zh: () => '未找到可操作的邀请：可能已过期、已撤回，或发给了其他手机号。',
    en: () => 'There is no such open invitation for you: it may have ended, or be for another number.',
  },
  STAFF_MEMBER_NOT_FOUND: {
    meaning: 'There is no such person in your institution or company.',
    zh: () => '本单位没有该人员，请核对编号。',
    en: () => 'There is no such person. Check the id.',
  },
  MANAGER_STAYS: {
    meaning: 'A manager is not removed before another one took over.',
    zh: () => '管理员不能直接移除，请先将管理权限移交给其他人员。',
    en: () => 'A manager cannot be removed: hand over to somebody else first.',
  },
  REPRESENTATIVE_STAYS: {
    meaning: 'The legal representative is named by the register, and is not removed by colleagues.',
    zh: () => '法定代表人由登记信息确定，不能由其他人员移除。',
    en: () => 'The legal representative is named by the register and cannot be removed by colleagues.',
  },
});
