// @ts-check
// The desk of an insurer's clerk: template, file, failed rows, papers, and what became of each policy.
import { gatewayAddress, GatewayError } from '../shared/gateway.js';
import { byId, day, make, save, say, yuan } from '../shared/page.js';
import * as operations from './operations.js';
import { rememberedGateway, signIn, signOut, tokenOfCredential, tokenOfPerson } from './sign-in.js';
import { outcomes, papers, statuses } from './words.js';

const url = await gatewayAddress();
let gateway = rememberedGateway(url);
let watching = new AbortController();
let submissionId = '';
/** @type {string | null} */
let after = null;

for (const [value, words] of Object.entries(outcomes)) byId('outcome').append(make('option', { value }, words));
if (gateway) await attempt(openDesk);

async function openDesk() {
  const { viewer, programmes } = await asked(operations.start);
  if (viewer.role !== 'INSURER') throw new GatewayError('UNAUTHENTICATED', '这个账号不是保险机构的，请换一个。');
  byId('who').textContent = viewer.subject?.name ?? '';
  byId('programme').replaceChildren(
    ...programmes.nodes.map((/** @type {any} */ { code, title, openForPush, policyPushUntil }) =>
      make('option', { value: code, 'data-until': policyPushUntil, selected: openForPush }, title),
    ),
  );
  showWindow();
  for (const id of ['desk', 'leave']) byId(id).hidden = false;
  byId('sign-in').hidden = true;
  await showPolicies();
}

function showWindow() {
  const [chosen] = byId('programme').selectedOptions;
  byId('window').textContent = chosen ? `报送截止：${day(chosen.dataset.until)}` : '';
}

/**
 * @param {string} operation
 * @param {Record<string, unknown>} [variables]
 */
function asked(operation, variables) {
  if (!gateway) throw new GatewayError('UNAUTHENTICATED', '请先登录。');
  return gateway.ask(operation, variables);
}

/**
 * A request to a route; an answer that is not good is an error with the words of the gateway.
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function route(path, init) {
  if (!gateway) throw new GatewayError('UNAUTHENTICATED', '请先登录。');
  const response = await gateway.fetch(path, init);
  if (response.ok) return response;
  const { errors } = await response.json();
  throw new GatewayError(errors[0].extensions.code, errors[0].message);
}

/** @param {File} file */
async function sendPolicies(file) {
  watching.abort();
  watching = new AbortController();
  const query = new URLSearchParams({
    programme: byId('programme').value,
    fileName: file.name,
    dryRun: String(byId('dry-run').checked),
  });
  byId('result').hidden = true;
  for (const id of ['status', 'notes']) byId(id).textContent = '';
  const answer = await (
    await route(`/upload/policies?${query}`, {
      method: 'POST',
      body: file,
      headers: { 'content-type': 'application/octet-stream' },
    })
  ).json();
  submissionId = answer.id;
  for (const id of ['failed', 'warned', 'download-results', 'download-receipt']) byId(id).hidden = true;
  byId('result').hidden = false;
  const followed = gateway?.follow(operations.progress, { submission: answer.id }, { signal: watching.signal });
  for await (const { submissionProgressed } of followed ?? []) showProgress(submissionProgressed);
  if (watching.signal.aborted) return;
  await showRows();
  await showPolicies();
}

/** @param {{ share: number, submission: any }} progress */
function showProgress({ share, submission }) {
  const { status, dryRun, rowCount, acceptedCount, correctedCount, failedCount, warningCount, flaggedCount } =
    submission;
  byId('download-results').hidden = !failedCount && !warningCount && !flaggedCount;
  byId('download-receipt').hidden = dryRun || status !== 'COMPLETED';
  const counts = [
    `共 ${rowCount} 行`,
    `通过 ${acceptedCount} 行`,
    correctedCount && `更正 ${correctedCount} 行`,
    `未通过 ${failedCount} 行`,
    warningCount && `提醒 ${warningCount} 行`,
    flaggedCount && `存疑 ${flaggedCount} 份`,
  ];
  byId('status').textContent =
    `${dryRun ? '试算：' : ''}${statuses[status] ?? status}。${counts.filter(Boolean).join('，')}。`;
  byId('progress').value = share;
  byId('progress').hidden = !['QUEUED', 'PROCESSING'].includes(status);
  const preview = submission.subsidyPreview && `预计补贴合计 ${yuan(submission.subsidyPreview)} 元。`;
  const messages = [
    submission.fault?.message,
    preview,
    ...submission.notes.map((/** @type {any} */ note) => note.message),
  ];
  byId('notes').replaceChildren(...messages.filter(Boolean).map((message) => make('p', {}, message)));
}

async function showRows() {
  const { submission } = await asked(operations.rowsToRead, { submission: submissionId });
  byId('failed').hidden = submission.failed.nodes.length === 0;
  byId('warned').hidden = submission.warned.nodes.length === 0;
  byId('failed-rows').replaceChildren(
    ...submission.failed.nodes.map((/** @type {any} */ row) => messageRow(row, row.userErrors)),
  );
  byId('warned-rows').replaceChildren(
    ...submission.warned.nodes.map((/** @type {any} */ row) => messageRow(row, row.warnings)),
  );
}

/**
 * @param {{ index: number, rowKey: string | null }} row
 * @param {{ message: string }[]} messages
 */
function messageRow({ index, rowKey }, messages) {
  return make(
    'tr',
    {},
    make('td', {}, rowKey ?? String(index)),
    make('td', {}, ...messages.map(({ message }) => make('div', {}, message))),
  );
}

/** @param {File} file */
async function sendPapers(file) {
  byId('paper-result').textContent = '正在上传……';
  byId('paper-unmatched').replaceChildren();
  const response = await route('/upload/documents', {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/zip' },
  }).catch((error) => {
    byId('paper-result').textContent = '';
    throw error;
  });
  const { matched, unmatched } = await response.json();
  byId('paper-result').textContent = `已对应 ${matched.length} 份材料，${unmatched.length} 份没有对应上。`;
  byId('paper-unmatched').replaceChildren(
    ...unmatched.map((/** @type {any} */ paper) => make('li', {}, `${paper.file}：${paper.message}`)),
  );
  await showPolicies();
}

/** @param {boolean} [more] */
async function showPolicies(more = false) {
  const chosen = byId('outcome').value;
  const filter = {
    programme: byId('programme').value,
    ...(chosen === 'incomplete' ? { incomplete: true } : chosen && { outcome: chosen }),
  };
  const { policies } = await asked(operations.policies, { filter, after: more ? after : null });
  after = policies.pageInfo.endCursor;
  const rows = policies.nodes.map(policyRow);
  if (more) byId('policies').append(...rows);
  else byId('policies').replaceChildren(...rows);
  byId('count').textContent = `共 ${policies.totalCount} 份保单`;
  byId('more').hidden = !policies.pageInfo.hasNextPage;
}

/**
 * A single paper for a policy, without an archive and whatever its name is.
 * @param {{ id: string, policyNo: string }} policy
 * @param {string} kind
 * @param {File} file
 */
async function sendPaper({ id, policyNo }, kind, file) {
  byId('count').textContent = `正在上传 ${file.name}……`;
  const headers = { 'content-type': file.type || 'application/octet-stream' };
  const response = await route('/upload/documents', { method: 'POST', body: file, headers });
  const { id: documentId } = await response.json();
  const { attachDocument } = await asked(operations.attach, { input: { policyId: id, documentId, kind } });
  const [refused] = attachDocument.userErrors;
  if (refused) throw new Error(refused.message);
  await showPolicies();
  byId('count').textContent = `已为保单 ${policyNo} 上传${papers[kind] ?? kind}。`;
  byId('count').focus();
}

/** What the chosen paper is for. @type {((file: File) => Promise<void>) | null} */
let takePaper = null;

/**
 * @param {any} policy
 * @param {string} kind
 */
function paperButton(policy, kind) {
  const name = papers[kind] ?? kind;
  const choose = () => {
    takePaper = (file) => sendPaper(policy, kind, file);
    byId('single-paper').click();
  };
  return make(
    'button',
    { type: 'button', 'aria-label': `为保单 ${policy.policyNo} 上传${name}`, onclick: choose },
    `上传${name}`,
  );
}

/** @param {any} policy */
function policyRow(policy) {
  const { policyNo, insuredName, product, premium, missingDocuments, outcome } = policy;
  const kinds = missingDocuments ?? [];
  const missing = kinds.map((/** @type {string} */ kind) => papers[kind] ?? kind);
  const reasons = (outcome.leftOut?.conditions ?? []).map((/** @type {any} */ { found, needed, remedy, until }) =>
    make('div', { class: 'quiet' }, `${found}；${needed}。${remedy ?? ''}${until ? `（截至${until}）` : ''}`),
  );
  return make(
    'tr',
    {},
    make('td', {}, policyNo, make('div', { class: 'quiet' }, `${insuredName}，${product?.name ?? '险种不明'}`)),
    make(
      'td',
      {},
      outcomes[outcome.status] ?? outcome.status,
      missing.length > 0 && make('div', { class: 'warn-text' }, `缺${missing.join('、')}`),
      kinds.length > 0 &&
        make('div', { class: 'actions' }, ...kinds.map((/** @type {string} */ kind) => paperButton(policy, kind))),
      ...reasons,
    ),
    make('td', { class: 'number wide' }, yuan(premium)),
  );
}

/**
 * Runs an action of the clerk and shows what went wrong. A token that has ended leads back to signing in.
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
  signOut();
  gateway = null;
  byId('who').textContent = '';
  for (const id of ['desk', 'leave']) byId(id).hidden = true;
  byId('sign-in').hidden = false;
}

/**
 * A place for files: dropped on it, or chosen in it.
 * @param {string} place
 * @param {string} input
 * @param {(file: File) => Promise<void>} take
 */
function takeFiles(place, input, take) {
  const zone = byId(place);
  zone.addEventListener('dragover', (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    zone.classList.add('over');
  });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    zone.classList.remove('over');
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void attempt(() => take(file));
  });
  byId(input).addEventListener('change', () => {
    const [file] = byId(input).files;
    // The same name may be chosen again after a correction.
    byId(input).value = '';
    if (file) void attempt(() => take(file));
  });
}

/**
 * @param {string} form
 * @param {(fields: Record<string, string>) => Promise<string>} token
 */
function signInWith(form, token) {
  byId(form).addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(byId(form)));
    void attempt(async () => {
      gateway = signIn(url, await token(/** @type {Record<string, string>} */ (fields)));
      byId(form).reset();
      await openDesk();
    });
  });
}

signInWith('by-phone', ({ phone = '', password = '' }) => tokenOfPerson(url, phone.trim(), password));
signInWith('by-token', async ({ token = '' }) => token.trim());
signInWith('by-credential', ({ id = '', secret = '' }) => tokenOfCredential(url, id.trim(), secret));
takeFiles('policy-drop', 'policy-file', sendPolicies);
takeFiles('paper-drop', 'paper-file', sendPapers);
byId('single-paper').addEventListener('change', () => {
  const [file] = byId('single-paper').files;
  byId('single-paper').value = '';
  const take = takePaper;
  if (file && take) void attempt(() => take(file));
});
byId('leave').addEventListener('click', leave);
byId('outcome').addEventListener('change', () => attempt(showPolicies));
byId('programme').addEventListener('change', () => {
  showWindow();
  void attempt(showPolicies);
});
byId('more').addEventListener('click', () => attempt(() => showPolicies(true)));
byId('template').addEventListener('click', () =>
  attempt(async () =>
    save(await route(`/template/policies.xlsx?programme=${encodeURIComponent(byId('programme').value)}`)),
  ),
);
byId('download-results').addEventListener('click', () =>
  attempt(async () => save(await route(`/submissions/${submissionId}/results.xlsx`))),
);
byId('download-receipt').addEventListener('click', () =>
  attempt(async () => save(await route(`/submissions/${submissionId}/receipt.pdf`))),
);
byId('download-missing').addEventListener('click', () =>
  attempt(async () =>
    save(await route(`/missing-papers.xlsx?programme=${encodeURIComponent(byId('programme').value)}`)),
  ),
);
byId('download-failed').addEventListener('click', () =>
  attempt(async () => save(await route(`/submissions/${submissionId}/failed-rows.xlsx`))),
);
