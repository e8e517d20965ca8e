import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseSubmission = defineRefusals({
  PUSH_WINDOW_CLOSED: {
    meaning: 'Policies can be pushed only within the programme’s window (§3 four).',
    zh: ({ opensOn, until, today }) =>
      `保单上传时间为 ${opensOn} 至 ${until}（北京时间），今天是 ${today}，不在上传期内。`,
    en: ({ opensOn, until, today }) =>
      `Policies can be pushed from ${opensOn} to the end of ${until} (Asia/Shanghai); today is ${today}.`,
  },
  ROW_COUNT_OUT_OF_RANGE: {
    meaning: 'A submission has from 1 to 100 rows.',
    zh: ({ found, limit }) => `本次 ${found} 行；每次须为 1 至 ${limit} 行，更多请分批提交。`,
    en: ({ found, limit }) => `${found} rows; a submission has from 1 to ${limit}. Send more in several submissions.`,
  },
  SUBMISSION_REJECTED: {
    meaning: 'Some rows failed and the error policy is REJECT_ALL, so no row was accepted.',
    zh: ({ count }) => `有 ${count} 行未通过，按“全部退回”方式，未受理任何保单。请更正后整批重发。`,
    en: ({ count }) =>
      `${count} rows failed and the error policy is REJECT_ALL: nothing was accepted. Correct them and send all again.`,
  },
  UPLOAD_KEY_CONFLICT: {
    meaning: 'The idempotency key of an upload was used before with another file or other choices.',
    zh: ({ key }) => `幂等键“${key}”已用于另一份文件。新的文件请换一个键；重试请原样重发同一文件。`,
    en: ({ key }) => `The key "${key}" was used with another file. Take a new key, or send the same file again.`,
  },
});
