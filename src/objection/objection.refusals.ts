import { defineRefusals } from '../kernel/errors/refusal.js';
import { termOf } from '../kernel/values/terms.js';

export const refuseObjection = defineRefusals({
  OBJECTION_CONTACT_INVALID: {
    meaning: 'The contact of an objection is a mobile number of the mainland.',
    zh: () => '请填写 11 位中国大陆手机号码，用于接收验证码。',
    en: () => 'Give a mobile number of the mainland, 11 digits, which receives the code.',
  },
  OBJECTION_CODE_SENT_TOO_OFTEN: {
    meaning: 'Too many codes were sent to this contact.',
    zh: ({ retryAfter }) => `验证码发送过于频繁，请 ${retryAfter} 秒后再试。`,
    en: ({ retryAfter }) => `Codes were sent too often; try again after ${retryAfter} seconds.`,
  },
  OBJECTION_CODE_WRONG: {
    meaning: 'The code does not confirm the contact, is used up or has expired.',
    zh: () => '验证码错误或已失效，请重新获取。',
    en: () => 'The code is wrong or no longer valid. Ask for a new one.',
  },
  OBJECTION_NAME_MISSING: {
    meaning: 'Objections are filed under a real name.',
    zh: () => '异议须实名提出，请填写真实姓名或单位名称。',
    en: () => 'Objections are filed under a real name: give that of the person or organisation.',
  },
  OBJECTION_STATEMENT_UNFIT: {
    meaning: 'The statement is missing or too long.',
    zh: ({ limit }) => `请填写异议事项及理由，不超过 ${limit} 字。`,
    en: ({ limit }) => `Say what you object to and why, in at most ${limit} characters.`,
  },
  OBJECTION_ATTACHMENTS_TOO_MANY: {
    meaning: 'An objection has only so many attachments.',
    zh: ({ limit }) => `每件异议最多可附 ${limit} 份材料。`,
    en: ({ limit }) => `An objection has at most ${limit} attachments.`,
  },
  OBJECTION_ALREADY_FILED: {
    meaning: 'Attachments go with an objection before it is filed.',
    zh: () => '该异议已提交，不能再补充附件；如需补充，请撤回后重新提出。',
    en: () => 'The objection was filed; nothing can be added. Withdraw it and file it again with all attachments.',
  },
  OBJECTION_NOT_FOUND: {
    meaning: 'There is no such objection, or none with this receipt.',
    zh: () => '未找到该异议，请核对回执号或异议编号。',
    en: () => 'There is no such objection. Check the receipt or the id.',
  },
  OBJECTION_ALREADY_ENDED: {
    meaning: 'The objection was decided or withdrawn before.',
    zh: ({ found }) => `该异议已办结（${termOf('ObjectionStatus', found)}），不能再次处理。`,
    en: ({ found }) => `The objection has ended (${found}) and cannot be decided or withdrawn again.`,
  },
});
