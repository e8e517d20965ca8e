import { defineRefusals } from '../kernel/errors/refusal.js';
import { termOf } from '../kernel/values/terms.js';

const toDo: Record<string, { zh: string; en: string }> = {
  SUSPENDED: {
    zh: '请查看暂停理由，并与省科技厅或金融监管局联系。',
    en: 'Read the reason of its suspension, and ask the science department or the financial regulator.',
  },
  REJECTED: {
    zh: '请查看不予通过的理由；原登记人可以重新登记。',
    en: 'Read the reason of its rejection; the person who registered it may register it again.',
  },
};

const toWait = {
  zh: '请等待省科技厅与金融监管局核对通过。',
  en: 'Both departments have to confirm it first.',
};

const whatToDo = (status: unknown) => toDo[String(status)] ?? toWait;

export const refuseInstitution = defineRefusals({
  INSTITUTION_NOT_FOUND: {
    meaning: 'There is no such institution that you may see.',
    zh: () => '没有该机构，或您无权查看。',
    en: () => 'There is no such institution that you may see.',
  },
  INSTITUTION_KNOWN: {
    meaning: 'An institution with this credit code is registered already.',
    zh: () => '该统一社会信用代码的机构已登记。请由该机构管理员邀请您加入；管理员已离职的，请联系平台。',
    en: () =>
      'An institution with this credit code is registered already. Its manager invites you (inviteStaff); where the manager has left, ask the platform.',
  },
  REGISTRATION_WINDOW_CLOSED: {
    meaning: 'Institutions register only until the day that the programme names (§3 two).',
    zh: ({ until, today }) => `机构注册截止日为 ${until}（北京时间），今天是 ${today}，已截止。`,
    en: ({ until, today }) => `Institutions register until the end of ${until} (Asia/Shanghai); today is ${today}.`,
  },
  INSTITUTION_STATUS_UNFIT: {
    meaning: 'What was asked for does not start in the state that the institution is in.',
    zh: ({ found, needed }) =>
      `机构当前状态为“${termOf('InstitutionStatus', found)}”，该操作仅适用于“${termOf('InstitutionStatus', needed)}”。`,
    en: ({ found, needed }) => `The institution is ${found}; this is for one that is ${needed}.`,
  },
  ALREADY_CONFIRMED: {
    meaning: 'This department has confirmed it already.',
    zh: () => '本部门已核对通过，无需重复操作。',
    en: () => 'Your department has confirmed it already.',
  },
  INSTITUTION_NOT_ACTIVE: {
    meaning: 'The institution is not confirmed, or is suspended, and cannot push (§3 two).',
    zh: ({ found }) => `本机构当前状态为“${termOf('InstitutionStatus', found)}”，不能上传保单。${whatToDo(found).zh}`,
    en: ({ found }) => `The institution is ${found} and cannot push. ${whatToDo(found).en}`,
  },
});
