import { defineRefusals } from '../kernel/errors/refusal.js';

export const refusePaper = defineRefusals({
  ARCHIVE_UNREADABLE: {
    meaning: 'An archive of papers is damaged, protected or too large.',
    zh: ({ what }) =>
      `压缩包无法读取${what === 'password' ? '（设有密码）' : ''}。请重新打包（ZIP，无密码，不超过 5000 个文件）后上传。`,
    en: ({ what }) => `The archive cannot be read (${what}). Pack it again: ZIP, no password, at most 5000 files.`,
  },
  ARCHIVE_TOO_SLOW: {
    meaning: 'Unpacking an archive took longer, or more memory, than any honest one does.',
    zh: ({ what }) =>
      `读取该压缩包超出允许的${what === 'memory' ? '内存' : '时间'}，已停止。请重新打包（ZIP，无密码）后上传。`,
    en: ({ what }) =>
      `Unpacking the archive took more ${what} than allowed and was stopped. Pack it again as a plain ZIP.`,
  },
  PAPER_DAMAGED: {
    meaning: 'A paper in an archive cannot be unpacked.',
    zh: () => `该文件在压缩包中已损坏，无法解压。请重新打包后上传。`,
    en: ({ what }) => `The paper is damaged in the archive and cannot be unpacked (${what}). Pack it again.`,
  },
  PAPER_TYPE_UNKNOWN: {
    meaning: 'A paper is not PDF, OFD, JPEG or PNG.',
    zh: () => '文件内容不是 PDF、OFD、JPEG 或 PNG（按内容识别，与扩展名无关）。',
    en: () => 'The content is not a PDF, OFD, JPEG or PNG; the name does not matter.',
  },
  PAPER_TOO_LARGE: {
    meaning: 'A paper is larger than 20 MB.',
    zh: () => '单个文件超过 20 MB，请压缩或降低扫描分辨率。',
    en: () => 'The paper is larger than 20 MB. Scan it at a lower resolution.',
  },
  PAPER_KIND_UNKNOWN: {
    meaning: 'The name of a paper does not say what it proves.',
    zh: () => '文件名未说明材料类别。请命名为“保单号_保单.pdf”或“保单号_发票.pdf”，或以发票号码命名。',
    en: () =>
      'The name does not say what it is. Call it `<policy number>_保单.pdf`, `…_发票.pdf` or `<invoice number>.pdf`.',
  },
  PAPER_POLICY_UNKNOWN: {
    meaning: 'No accepted policy of the institution has the number that the name of a paper gives.',
    zh: ({ found }) => `未找到保单号或发票号为“${found}”的本机构有效保单，请核对文件名。`,
    en: ({ found }) => `You have no accepted policy with the number "${found}". Check the name of the file.`,
  },
});
