import type { RoleGrant } from '../../account/account.js';
import type { Scope } from '../../access/scope.js';

/** The few pages of the OAuth server: sign in, choose a role, consent. Plain forms, no script, nothing from elsewhere. */

const scopeNames: Record<Scope, string> = {
  read: '读取您有权查看的数据 · read what you may see',
  write: '以您的身份办理业务 · act on your behalf',
  manage: '管理凭证、企业认证与收款账户 · manage credentials, bindings and bank accounts',
};

export function signInPage(action: string, failure?: string): string {
  return page(
    '登录 · Sign in',
    `${failure ? `<p role="alert">${escape(failure)}</p>` : ''}
    <form method="post" action="${escape(action)}/login">
      <label>手机号码 · Phone <input name="phone" inputmode="numeric" autocomplete="tel" required></label>
      <label>密码 · Password <input name="password" type="password" autocomplete="current-password" required></label>
      <button>登录 · Sign in</button>
    </form>`,
  );
}

export function rolePage(action: string, proof: string, grants: { grant: RoleGrant; name: string }[]): string {
  const choices = grants.map(
    ({ grant, name }, index) =>
      `<label><input type="radio" name="roleGrant" value="${grant.id}" ${index === 0 ? 'checked' : ''}> ${escape(name)}</label>`,
  );
  return page(
    '选择身份 · Choose a role',
    `<form method="post" action="${escape(action)}/role">
      <input type="hidden" name="proof" value="${escape(proof)}">${choices.join('')}
      <button>继续 · Continue</button>
    </form>`,
  );
}

export function consentPage(action: string, frontEnd: string, scopes: Scope[]): string {
  return page(
    '授权 · Consent',
    `<p><strong>${escape(frontEnd)}</strong> 请求代表您： · asks to:</p>
    <ul>${scopes.map((scope) => `<li>${scopeNames[scope]}</li>`).join('')}</ul>
    <form method="post" action="${escape(action)}/consent"><button>同意 · Allow</button></form>
    <form method="post" action="${escape(action)}/refuse"><button>拒绝 · Refuse</button></form>`,
  );
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem}' +
  'label{display:block;margin:1rem 0}input:not([type=radio]){display:block;width:100%;font:inherit;padding:.4rem;box-sizing:border-box}' +
  'button{font:inherit;padding:.5rem 1.5rem;margin:.5rem 0}[role=alert]{color:#b00020}';

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} · 免申 Mianshen</title><style>${style}</style><main><h1>${title}</h1>${body}</main></html>`;
}

function escape(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign] as string);
}
