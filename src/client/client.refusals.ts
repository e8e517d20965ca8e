import { defineRefusals } from '../kernel/errors/refusal.js';

export const refuseClient = defineRefusals({
  CREDENTIAL_SCOPES_MISSING: {
    meaning: 'A credential allows something.',
    zh: () => '请至少选择一项权限范围。',
    en: () => 'Name at least one scope.',
  },
  CREDENTIAL_SCOPES_EXCEED: {
    meaning: 'A machine or a front-end gives no more than it was given.',
    zh: ({ allowed }) => `只能授予您自身持有的权限范围：${String(allowed)}。`,
    en: ({ allowed }) => `You can give only the scopes that you have yourself: ${String(allowed)}.`,
  },
  CREDENTIAL_EXPIRY_UNFIT: {
    meaning: 'A credential holds from 1 to 400 days.',
    zh: ({ limit: days }) => `有效期须为 1 至 ${days} 天。`,
    en: ({ limit: days }) => `A credential holds from 1 to ${days} days.`,
  },
  PUBLIC_KEYS_UNFIT: {
    meaning:
      'PRIVATE_KEY takes a JWKS of public keys (RSA of 2048 bits or more, P-256, Ed25519); CLIENT_SECRET takes none.',
    zh: () =>
      '采用密钥对方式的，须提供公钥集 JWKS（RSA 2048 位以上、P-256 或 Ed25519，不得含私钥）；采用口令方式的，不得提供公钥。',
    en: () =>
      'PRIVATE_KEY takes a JWKS of public keys only (RSA of 2048 bits or more, P-256 or Ed25519); CLIENT_SECRET takes none.',
  },
  TOO_MANY_CREDENTIALS: {
    meaning: 'An institution has at most ten credentials that hold.',
    zh: ({ limit: count }) => `有效凭证最多 ${count} 个，请先撤销不再使用的凭证。`,
    en: ({ limit: count }) => `At most ${count} credentials hold at a time. Revoke those that are not used any more.`,
  },
  REDIRECT_URI_UNFIT: {
    meaning: 'A redirect address is https without fragment, name and password; http only for 127.0.0.1 and [::1].',
    zh: ({ found }) => `回调地址“${found}”不符合要求：须为 https，且不含 # 与用户名密码；http 仅限本机回环地址。`,
    en: ({ found }) =>
      `"${found}" is not a redirect address: https without fragment, name and password, or http on a loopback address.`,
  },
  FRONT_END_NOT_FOUND: {
    meaning: 'There is no such front-end, or it was revoked already.',
    zh: () => '没有该应用，或已撤销。',
    en: () => 'There is no such front-end, or it was revoked already.',
  },
  CREDENTIAL_NOT_FOUND: {
    meaning: 'There is no such credential that you may see, or it was revoked already.',
    zh: () => '没有该凭证，或已撤销。',
    en: () => 'There is no such credential that you may see, or it was revoked already.',
  },
});
