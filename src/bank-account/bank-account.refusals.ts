import { defineRefusals } from '../kernel/errors/refusal.js';

const formerZh = (names: unknown) =>
  Array.isArray(names) && names.length > 0 ? `，或其曾用名：${names.join('、')}` : '';
const formerEn = (names: unknown) =>
  Array.isArray(names) && names.length > 0 ? `, or a former name: ${names.join(', ')}` : '';

export const refuseBankAccount = defineRefusals({
  BANK_CODE_INVALID: {
    meaning: 'Not a CNAPS bank code: 12 digits, the last a check digit (ISO 7064 MOD 11,10).',
    zh: ({ found }) => `联行号“${found}”不正确：须为 12 位数字且校验位相符。`,
    en: ({ found }) => `"${found}" is not a CNAPS code: 12 digits, the last of them a check digit.`,
  },
  BANK_NUMBER_INVALID: {
    meaning: 'An account number has 8 to 32 digits.',
    zh: () => '银行账号须为 8 至 32 位数字，不含空格与短横线。',
    en: () => 'An account number has 8 to 32 digits, without spaces and hyphens.',
  },
  BANK_HOLDER_OTHER: {
    meaning: 'The account holder has to be the enterprise itself, by its registered name or a former one.',
    zh: ({ needed, former }) => `户名须与登记的企业名称一致：“${needed}”${formerZh(former)}。`,
    en: ({ needed, former }) => `The account holder has to be the enterprise: "${needed}"${formerEn(former)}.`,
  },
  BANK_ACCOUNT_KNOWN: {
    meaning: 'The enterprise has this account already.',
    zh: () => '该账户已添加。',
    en: () => 'This account was added already.',
  },
  BANK_ACCOUNTS_TOO_MANY: {
    meaning: 'An enterprise has at most 20 accounts.',
    zh: ({ limit }) => `收款账户最多 ${limit} 个，请先删除不再使用的账户。`,
    en: ({ limit }) => `At most ${limit} accounts. Remove those that are not used any more.`,
  },
  BANK_ACCOUNT_NOT_FOUND: {
    meaning: 'There is no such account that you may see.',
    zh: () => '没有该收款账户，或您无权查看。',
    en: () => 'There is no such account that you may see.',
  },
});
