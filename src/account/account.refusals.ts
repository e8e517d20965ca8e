import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseAccount = defineRefusals({
  PASSWORD_UNFIT: {
    meaning: 'The password is too short, too long, or contains the phone number.',
    zh: ({ least, limit }) => `密码须为 ${least} 至 ${limit} 个字符，且不得包含手机号码。`,
    en: ({ least, limit }) => `A password has ${least} to ${limit} characters and does not contain the phone number.`,
  },
  SIGN_IN_FAILED: {
    meaning: 'The phone number and the password or code do not go together.',
    zh: () => '手机号码与密码（或验证码）不匹配。',
    en: () => 'The phone number and the password (or code) do not go together.',
  },
  TOO_MANY_SIGN_INS: {
    meaning: 'Too many sign-ins failed lately.',
    zh: ({ retryAfter }) => `登录失败次数过多，请在 ${retryAfter} 秒后重试，或使用短信验证码登录。`,
    en: ({ retryAfter }) => `Too many sign-ins failed. Try again in ${retryAfter} seconds, or sign in by SMS code.`,
  },
  PASSWORD_OR_CODE: {
    meaning: 'A sign-in takes a password or a code, one of them.',
    zh: () => '请提供密码或短信验证码，二者择一。',
    en: () => 'Give a password or an SMS code, one of them.',
  },
  ALREADY_REGISTERED: {
    meaning: 'The number has an account; shown only to the person who has proved to hold the number.',
    zh: () => '该手机号码已注册，请直接登录；忘记密码可重置。',
    en: () => 'The number is registered. Sign in, or reset the password.',
  },
  ROLE_NOT_OFFERED: {
    meaning: 'One registers as INSURER or ENTERPRISE; the offices are appointed.',
    zh: () => '只能以保险机构或企业身份注册。',
    en: () => 'Register as INSURER or as ENTERPRISE; the offices are appointed.',
  },
  ROLE_NOT_HELD: {
    meaning: 'The account does not hold this role (any more).',
    zh: () => '您未持有该角色，或该角色已撤销。',
    en: () => 'You do not hold this role, or it was revoked.',
  },
  OWN_SIGN_IN_NEEDED: {
    meaning: 'A machine or a front-end has the role and the scopes that it was given; only people choose another.',
    zh: () => '系统凭证或第三方应用只能以被授予的身份行事。请本人登录后切换，或由该应用重新发起授权。',
    en: () =>
      'A machine or a front-end acts in the role that it was given. Sign in yourself, or let the front-end ask again.',
  },
  NO_PHONE_ACCOUNT: {
    meaning: 'The token is not of an account that was registered with a phone number here.',
    zh: () => '该令牌不属于在本平台注册的账户，无法进行个人认证。请先注册。',
    en: () => 'This token is not of an account that registered here with a phone number. Register first.',
  },
  IDENTITY_NUMBER_INVALID: {
    meaning: 'Not a resident identity number (GB 11643): 18 characters, a date of birth, a fitting check digit.',
    zh: () => '居民身份证号码不正确：须为 18 位，出生日期有效，且校验码相符（GB 11643）。',
    en: () =>
      'Not a resident identity number: 18 characters, a real date of birth and a fitting check digit (GB 11643).',
  },
  PERSON_NOT_CONFIRMED: {
    meaning: 'The register does not know this name with this identity number.',
    zh: () => '姓名与身份证号码未通过核验，请核对后重试。',
    en: () => 'The register does not confirm this name with this identity number. Check both.',
  },
  PERSON_CHECK_NEEDED: {
    meaning: 'No register is connected: PLATFORM verifies people from scanned papers.',
    zh: () => '本平台采用人工核验：请先上传身份证件扫描件，再提交人工核验申请。',
    en: () =>
      'People are verified from papers here: upload scans (`POST /upload/identity-papers`), then call `requestPersonCheck`.',
  },
  TOO_MANY_PERSON_CHECKS: {
    meaning: 'The register refused this account too often within a day.',
    zh: ({ limit }) => `24 小时内核验未通过已达 ${limit} 次，请核对证件后次日再试。`,
    en: ({ limit }) => `The register refused ${limit} times within a day. Check your papers and try tomorrow.`,
  },
  PERSON_ALREADY_VERIFIED: {
    meaning: 'The account was verified already, and a person does not change.',
    zh: () => '该账户已完成个人认证。',
    en: () => 'This account has been verified already.',
  },
  REGISTER_UNAVAILABLE: {
    meaning: 'No register is configured that could be asked.',
    zh: () => '核验服务暂不可用，请稍后再试或联系平台。',
    en: () => 'The register cannot be asked at present. Try later, or ask the platform.',
  },
});
