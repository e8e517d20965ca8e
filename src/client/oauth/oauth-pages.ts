import type { Scope } from '../../access/scope.js';
import { escapeHtml, htmlDocument } from '../../http/html-document.js';
import type { Holder } from './holder.js';

/**
 * The pages of the OAuth server: sign in, choose a role, consent. The forms work without scripts, in the style of the
 * public page. A script is only needed to request a code, because that takes a proof of work.
 */

const scopeNames: Record<Scope, string> = {
  read: '读取您有权查看的数据 · read what you may see',
  write: '以您的身份办理业务 · act on your behalf',
  manage: '管理凭证、企业认证与收款账户 · manage credentials, bindings and bank accounts',
};

/** Ways to authenticate. */
export const signInWays = ['password', 'code', 'reset'] as const;
export type SignInWay = (typeof signInWays)[number];

export interface SignInForm {
  way: SignInWay;
  /** What the user entered before; a password is never sent back. */
  phone?: string;
  code?: string;
  failure?: string;
  /** Message that something was done. */
  done?: string;
}

const ways: Record<SignInWay, { title: string; submit: string; link: string }> = {
  password: { title: '登录 · Sign in', submit: '登录 · Sign in', link: '用密码登录 · Use a password' },
  code: { title: '短信登录 · Sign in by SMS', submit: '登录 · Sign in', link: '用短信验证码登录 · Use an SMS code' },
  reset: {
    title: '重设密码 · Reset the password',
    submit: '重设密码 · Reset the password',
    link: '忘记密码 · Forgotten password',
  },
};

export function signInPage(action: string, { way, phone = '', code = '', failure, done }: SignInForm): string {
  const others = signInWays.filter((other) => other !== way);
  const passwordLabel = way === 'reset' ? '新密码（至少 10 位） · New password (10 or more)' : '密码 · Password';
  const complete = way === 'reset' ? 'new-password' : 'current-password';
  return page(
    ways[way].title,
    `${done ? `<p class="good" role="status">${escapeHtml(done)}</p>` : ''}${failure ? `<p class="bad" role="alert">${escapeHtml(failure)}</p>` : ''}
    <form class="check" method="post" action="${escapeHtml(action)}/login">
      <input type="hidden" name="way" value="${way}">
      <label for="phone">手机号码 · Phone</label>
      <input id="phone" name="phone" inputmode="numeric" autocomplete="tel" required value="${escapeHtml(phone)}"${phone ? '' : ' autofocus'}>
      ${way === 'password' ? '' : codeField(way, code)}
      ${
        way === 'code'
          ? ''
          : `<label for="password">${passwordLabel}</label>
      <input id="password" name="password" type="password" autocomplete="${complete}" required${way === 'password' && phone ? ' autofocus' : ''}>`
      }
      <button>${ways[way].submit}</button>
      ${others
        .map(
          (other) =>
            `<button class="plain" name="to" value="${other}" formaction="${escapeHtml(action)}/way" formnovalidate>${ways[other].link}</button>`,
        )
        .join('')}
    </form>`,
    'src/web/sign-in.ts',
  );
}

/** Returns the field for a code. Without scripts no code can be requested, but an existing one can be entered. */
function codeField(way: SignInWay, code: string): string {
  const purpose = way === 'reset' ? 'RESET_PASSWORD' : 'SIGN_IN';
  return `<label for="code">验证码 · Code</label>
      <div class="search-row">
        <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required value="${escapeHtml(code)}">
        <button type="button" class="quiet" id="send-code" data-purpose="${purpose}" hidden>获取验证码 · Send a code</button>
      </div>
      <p class="muted" id="code-state" role="status"></p>
      <noscript><p class="muted">获取验证码需要启用脚本。 · To be sent a code, enable scripts.</p></noscript>`;
}

export function rolePage(action: string, proof: string, holders: Holder[]): string {
  const choices = holders.map(
    (holder, index) =>
      `<label class="choice"><input type="radio" name="roleGrant" value="${holder.grantId}" ${index === 0 ? 'checked' : ''}> ${nameOf(holder)}</label>`,
  );
  return page(
    '选择身份 · Choose a role',
    `<form class="check" method="post" action="${escapeHtml(action)}/role">
      <input type="hidden" name="proof" value="${escapeHtml(proof)}">${choices.join('')}
      <button>继续 · Continue</button>
    </form>`,
  );
}

export function consentPage(action: string, frontEnd: string, scopes: Scope[], holder: Holder): string {
  return page(
    '授权 · Consent',
    `<p class="ask">当前身份 · Signed in as<br><strong>${nameOf(holder)}</strong><br>
      <span class="muted">${escapeHtml(holder.person)}</span></p>
    <form method="post" action="${escapeHtml(action)}/other"><button class="plain">换一个账号或身份 · Use another</button></form>
    <p><strong>${escapeHtml(frontEnd)}</strong> 请求代表您： · asks to:</p>
    <ul>${scopes.map((scope) => `<li>${scopeNames[scope]}</li>`).join('')}</ul>
    <div class="files-row">
      <form method="post" action="${escapeHtml(action)}/consent"><button>同意 · Allow</button></form>
      <form method="post" action="${escapeHtml(action)}/refuse"><button class="quiet">拒绝 · Refuse</button></form>
    </div>`,
  );
}

function nameOf({ role, subject }: Holder): string {
  return escapeHtml(subject ? `${role}：${subject}` : role);
}

function page(title: string, body: string, script?: string): string {
  return htmlDocument({
    lang: 'zh-CN',
    title: `${title} · 科技保险补贴`,
    body: `<header class="top"><div class="wrap top-row"><span class="brand">
<svg class="seal" viewBox="0 0 40 40" aria-hidden="true"><rect x="1" y="1" width="38" height="38" rx="10"/><path d="M12 27V14h16v13M12 20h16M20 14v13"/></svg>
<span><strong>科技保险补贴</strong><small>免申即享 · Mianshen</small></span></span></div></header>
<main class="wrap sign-in"><section class="card"><h1>${title}</h1>${body}</section></main>`,
    script,
  });
}
