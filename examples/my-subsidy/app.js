// @ts-check
// A company's own claim on a phone: where it stands, how its amount came about, and the confirmation.
import { Gateway, gatewayAddress, GatewayError } from '../shared/gateway.js';
import { byId, day, make, say, yuan } from '../shared/page.js';
import * as operations from './operations.js';
import { statuses } from './words.js';

const storageKey = 'my-subsidy.token';
const url = await gatewayAddress();
/** @type {Gateway} */
let gateway;
/** @type {any} */
let claim = null;
let statementVersion = 0;
/** One key for one account that is being added: a retry after a lost answer adds it once. */
let accountKey = crypto.randomUUID();
let watching = new AbortController();

const remembered = sessionStorage.getItem(storageKey);
if (remembered) await attempt(() => enter(remembered));

/** @param {string} token */
async function enter(token) {
  gateway = new Gateway(url, token);
  await show();
  sessionStorage.setItem(storageKey, token);
  watching = new AbortController();
  // Not awaited: it lasts as long as the page.
  void attempt(watch);
}

/** Shows the claim again after each change, also of what happened while the connection was broken. */
async function watch() {
  const cursorOf = (/** @type {any} */ data) => data.claimStatusChanged.cursor;
  for await (const _ of gateway.follow(operations.changes, {}, { signal: watching.signal, cursorOf })) await show();
}

async function show() {
  const { viewer, claims } = await gateway.ask(operations.myClaims);
  if (viewer.role !== 'ENTERPRISE') throw new GatewayError('UNAUTHENTICATED', '这个账号不是企业的，请换一个。');
  for (const id of ['mine', 'leave']) byId(id).hidden = false;
  byId('sign-in').hidden = true;
  byId('company').textContent = viewer.subject?.name ?? '';
  [claim] = claims.nodes;
  if (!claim) return showNoClaim();
  const [status, next] = statuses[claim.status] ?? [claim.status, ''];
  byId('status').textContent = status;
  byId('amount').textContent = `${yuan(claim.grantedAmount)} 元`;
  byId('programme').textContent = claim.programme.title;
  const due = claim.status === 'AWAITING_CLAIM' && claim.claimBy;
  const account = claim.application && `收款账户：${claim.application.bankName}，尾号 ${claim.application.lastFour}。`;
  byId('next-step').textContent = [
    claim.hold?.message,
    due ? `请最迟于${day(claim.claimBy)}（含当日）确认收款账户，逾期视为放弃。` : next,
    account,
  ]
    .filter(Boolean)
    .join(' ');
  const steps = claim.explanation?.steps ?? [];
  byId('steps').replaceChildren(...steps.map((/** @type {any} */ { sentence }) => make('li', {}, sentence)));
  byId('confirmation').hidden = claim.status !== 'AWAITING_CLAIM';
  if (claim.status === 'AWAITING_CLAIM') await showAccounts();
}

function showNoClaim() {
  byId('status').textContent = '目前没有您的补贴。';
  for (const id of ['amount', 'programme', 'next-step']) byId(id).textContent = '';
  byId('steps').replaceChildren();
  byId('confirmation').hidden = true;
}

/** @param {string} [chosen] Id of the account to choose; the default account otherwise. */
async function showAccounts(chosen) {
  const { bankAccounts, statementOfTruth } = await gateway.ask(operations.accounts);
  const choices = bankAccounts.nodes.map((/** @type {any} */ { id, bankName, maskedNumber, isDefault }) => {
    const checked = chosen ? id === chosen : isDefault;
    const input = make('input', { type: 'radio', name: 'account', value: id, required: true, checked });
    return make(
      'label',
      { class: 'choice' },
      input,
      make('span', {}, bankName, make('div', { class: 'quiet' }, maskedNumber)),
    );
  });
  const legend = byId('accounts').querySelector('legend');
  byId('accounts').replaceChildren(legend, ...choices);
  if (choices.length === 0) byId('accounts').append(make('p', { class: 'quiet' }, '还没有账户，请先在下面添加。'));
  byId('adding').open = choices.length === 0;
  byId('confirm-button').disabled = choices.length === 0;
  byId('statement').textContent = statementOfTruth.text;
  statementVersion = statementOfTruth.version;
}

async function confirmClaim() {
  const bankAccountId = new FormData(byId('confirm')).get('account');
  const { confirmClaim: answer } = await gateway.ask(operations.confirm, {
    input: { claimId: claim.id, version: claim.version, bankAccountId, acceptedStatement: statementVersion },
  });
  await show();
  const [refusal] = answer.userErrors;
  if (refusal) throw new Error(refusal.message);
  byId('status').focus();
}

async function addAccount() {
  const fields = Object.fromEntries(new FormData(byId('add-account')));
  const { addBankAccount: answer } = await gateway.ask(operations.addAccount, {
    input: { ...fields, idempotencyKey: accountKey },
  });
  const messages = answer.userErrors.map((/** @type {any} */ { message }) => message).join(' ');
  say(byId('account-problem'), messages, 'bad');
  for (const input of byId('add-account').elements) {
    const isWrong = answer.userErrors.some((/** @type {any} */ { path }) => path?.includes(input.name));
    if (isWrong) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  }
  if (!answer.bankAccount) return;
  accountKey = crypto.randomUUID();
  byId('add-account').reset();
  await showAccounts(answer.bankAccount.id);
}

/**
 * Runs an action and shows what went wrong. A token that has ended leads back to signing in.
 * @param {() => Promise<void>} action
 */
async function attempt(action) {
  say(byId('problem'), '');
  try {
    await action();
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'UNAUTHENTICATED') leave();
    say(byId('problem'), /** @type {Error} */ (error).message, 'bad');
  }
}

function leave() {
  watching.abort();
  sessionStorage.removeItem(storageKey);
  for (const id of ['mine', 'leave']) byId(id).hidden = true;
  byId('sign-in').hidden = false;
}

/**
 * @param {string} form
 * @param {() => Promise<void>} action
 */
function onSubmit(form, action) {
  byId(form).addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const { submitter } = event;
    // One click, one request.
    submitter?.setAttribute('disabled', '');
    void attempt(action).finally(() => submitter?.removeAttribute('disabled'));
  });
}

onSubmit('sign-in', async () => {
  const token = byId('token').value.trim();
  byId('sign-in').reset();
  await enter(token);
});
onSubmit('confirm', confirmClaim);
onSubmit('add-account', addAccount);
byId('leave').addEventListener('click', leave);
