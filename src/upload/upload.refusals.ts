import { defineRefusals } from '../kernel/errors/refusal.js';

/** Refusals that end the work on a file without a fault found in it. */
export const refuseUpload = defineRefusals({
  INTAKE_FAILED: {
    meaning:
      'The work on the file broke off on our side, again and again at the same place. The file is kept for the operator.',
    zh: () =>
      '处理该文件时多次在同一处中断，已停止处理；文件已留存供平台排查，此前受理的行有效。请将其余行另存为新文件上传，或联系平台运营方。',
    en: () =>
      'The work on the file broke off several times at the same place and was stopped. The file is kept for the operator; rows accepted before are valid. Send the other rows in a new file, or tell the operator.',
  },
  FILE_GONE: {
    meaning: 'The bytes of the file are lost on our side before the work on it ended. The same file is taken again.',
    zh: () => '平台未能找到该文件的内容，未处理的行没有受理。请重新上传同一文件，已受理的行不会重复计入。',
    en: () =>
      'The content of the file is lost on our side; rows not yet worked on were not accepted. Send the same file again: accepted rows are not counted twice.',
  },
  GRANT_ENDED: {
    meaning: 'The right with which the file was sent ended before the work on it did.',
    zh: () =>
      '上传该文件所用的授权已终止，未处理的行没有受理，此前受理的行有效。请以有效的授权重新上传同一文件，已受理的行不会重复计入。',
    en: () =>
      'The right with which the file was sent has ended; rows not yet worked on were not accepted. Send the same file again with a right that holds: accepted rows are not counted twice.',
  },
});
