// @ts-check
// The published list: search, pages, one line's detail. The address holds the search, so a reader can share it.
import { Gateway, gatewayAddress } from '../shared/gateway.js';
import { byId, day, make, say, time, yuan } from '../shared/page.js';
import * as operations from './operations.js';

const gateway = new Gateway(await gatewayAddress());
/** Cursors of the pages before the present one; the first page has none. @type {(string | null)[]} */
let trail = [null];
/** @type {{ hasNextPage: boolean, endCursor: string | null }} */
let pageInfo = { hasNextPage: false, endCursor: null };
let noticeId = '';
let requests = 0;

await attempt(start);

async function start() {
  const { publicityNotices } = await gateway.ask(operations.newestNotice);
  const [notice] = publicityNotices.nodes;
  if (!notice) return say(byId('problem'), '目前没有公示的名单。');
  noticeId = notice.id;
  showNotice(notice);
  const { recipientFacets } = await gateway.ask(operations.cities, { notice: noticeId });
  for (const { key, name, recipientCount } of recipientFacets?.cities ?? []) {
    byId('city').append(make('option', { value: key }, `${name}（${recipientCount}）`));
  }
  readAddress();
  await showPage();
}

/** @param {any} notice */
function showNotice(notice) {
  const release = notice.releases.at(-1);
  byId('title').textContent = notice.title;
  document.title = notice.title;
  byId('total').textContent = yuan(release.totalAmount);
  byId('period').textContent =
    notice.status === 'OPEN'
      ? `公示至${day(notice.closesOn)}，还有 ${notice.workingDaysLeft} 个工作日。如有异议，请在期限内提出。`
      : `公示已于${day(notice.closesOn)}结束。`;
}

function readAddress() {
  const given = new URLSearchParams(location.search);
  byId('q').value = given.get('q') ?? '';
  for (const name of ['city', 'order']) {
    const value = given.get(name);
    const known = [...byId(name).options].some((/** @type {HTMLOptionElement} */ option) => option.value === value);
    byId(name).value = known ? value : byId(name).options[0].value;
  }
}

/** @returns {Record<string, string>} */
function chosenFilter() {
  const words = byId('q').value.trim();
  const isCode = /^[0-9A-Za-z]{18}$/.test(words);
  const city = byId('city').value;
  return {
    ...(words && (isCode ? { creditCode: words.toUpperCase() } : { name: words })),
    ...(city && { city }),
  };
}

async function showPage() {
  requests += 1;
  const request = requests;
  const { recipients } = await gateway.ask(operations.lines, {
    notice: noticeId,
    filter: chosenFilter(),
    order: byId('order').value,
    after: trail.at(-1),
  });
  // A slower answer to an earlier search must not replace a newer one.
  if (request !== requests) return;
  pageInfo = recipients.pageInfo;
  byId('lines').replaceChildren(...recipients.nodes.map(rowOf));
  byId('count').textContent = recipients.totalCount
    ? `共 ${recipients.totalCount} 家企业，第 ${trail.length} 页`
    : '没有符合条件的企业，请换一个名称或地区。';
  byId('list').hidden = recipients.totalCount === 0;
  byId('previous').disabled = trail.length === 1;
  byId('next').disabled = !pageInfo.hasNextPage;
}

/** @param {any} line */
function rowOf(line) {
  const open = () => attempt(() => showDetail(line.id));
  return make(
    'tr',
    {},
    make('td', { class: 'wide' }, String(line.rank)),
    make(
      'td',
      {},
      make('button', { type: 'button', class: 'link', onclick: open }, line.name),
      make('div', { class: 'quiet' }, line.creditCode),
    ),
    make('td', { class: 'wide' }, line.city?.name ?? '—'),
    make('td', { class: 'number' }, yuan(line.amount)),
  );
}

/** @param {string} id */
async function showDetail(id) {
  const { node } = await gateway.ask(operations.line, { id });
  if (!node) throw new Error('这一行已不在名单中，请重新查询。');
  byId('detail-name').textContent = node.name;
  const facts = {
    拟补贴金额: `${yuan(node.amount)} 元`,
    名单序号: String(node.rank),
    信用代码: node.creditCode,
    地区: node.city?.name ?? '—',
    投保险种: namesOf(node.products),
    企业资质: namesOf(node.qualificationKinds),
  };
  const list = make(
    'dl',
    {},
    ...Object.entries(facts).flatMap(([term, fact]) => [make('dt', {}, term), make('dd', {}, fact)]),
  );
  const history = node.history.map((/** @type {any} */ { occurredAt, release, amount, reason }) =>
    make(
      'li',
      {},
      `${time(occurredAt)}（第 ${release} 版）${amount ? `：${yuan(amount)} 元` : ''}${reason ? `，${reason}` : ''}`,
    ),
  );
  byId('detail-body').replaceChildren(
    list,
    ...(history.length > 1 ? [make('h3', {}, '变更记录'), make('ul', {}, ...history)] : []),
  );
  byId('detail').showModal();
}

/** @param {{ name: string }[]} things */
const namesOf = (things) => things.map(({ name }) => name).join('、') || '—';

/**
 * Runs an action of the reader and shows what went wrong.
 * @param {() => Promise<void>} action
 */
async function attempt(action) {
  say(byId('problem'), '');
  try {
    await action();
  } catch (error) {
    say(byId('problem'), /** @type {Error} */ (error).message, 'bad');
  }
}

/** @param {(string | null)[]} pages */
async function turnTo(pages) {
  trail = pages;
  await attempt(showPage);
  byId('count').focus();
}

byId('next').addEventListener('click', () => turnTo([...trail, pageInfo.endCursor]));
byId('previous').addEventListener('click', () => turnTo(trail.slice(0, -1)));
byId('search').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  const chosen = new URLSearchParams(/** @type {any} */ (new FormData(byId('search'))));
  history.pushState(null, '', `?${chosen}`);
  void turnTo([null]);
});
addEventListener('popstate', () => {
  readAddress();
  void turnTo([null]);
});
