import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { EventsDocument, SubmitPoliciesDocument } from '../generated/graphql.js';
import type { DemonstrationProcess } from '../kit/demonstration-process.js';
import { Operator } from '../kit/operator.js';
import { open, payOne, type Paper, published, publishOpen, push } from './played-year.js';

/*
 * What docs/operators.md says of backups, done as an operator does it: a gateway with its demonstration, played on to a
 * second published list and a paid line; `npm run backup` beside it; `npm run restore` into an empty folder; a gateway on
 * that, `npm run verify-log` and `npm run replay`.
 */
const operator = new Operator();
let gateway: DemonstrationProcess;
let paper: Paper;
beforeAll(async () => {
  gateway = await operator.start('data');
  await payOne(gateway);
  paper = await publishOpen(gateway);
  await operator.sealed('data');
}, 300_000);
afterAll(() => operator.close());

/** What the gateway writes on its own at each start, with the time. */
const byItself = ['company_lookup', 'feed_progress', 'retention_run'];

/** How many rows each table has, and their digest. */
async function contents(folder: string): Promise<Record<string, string>> {
  const tables = await operator.sql<{ name: string }>(
    folder,
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all('{${byItself.join()}}') order by 1`,
  );
  const digests = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' rows, ' || md5(string_agg(md5(one::text), '' order by md5(one::text))) as digest
       from "${name}" as one`,
  );
  const rows = await operator.sql<{ name: string; digest: string }>(folder, digests.join(' union all '));
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}

/** What readers, an insurer and an auditor see. */
async function seen(served: DemonstrationProcess) {
  const insurer = await served.as(Role.INSURER);
  const auditor = await served.as(Role.AUDITOR);
  const counts = await auditor.get<{ publicityNotices: { nodes: { id: string }[] } }, object>(`{
    claims { totalCount }
    paid: claims(filter: { statuses: [PAID] }) { totalCount nodes { id grantedAmount } }
    publicityNotices { nodes { id status releases { recipientCount totalAmount } } }
    policies(filter: { programme: "${open}" }) { nodes { policyNo missingDocuments } } }`);
  const read = await insurer.fetch(`/documents/${paper.documentId}`);
  const lists = await Promise.all(
    counts.publicityNotices.nodes.map(async ({ id }) => {
      const file = await fetch(`${served.url}/feed/notices/${id}/releases/1/recipients.csv`);
      return {
        status: file.status,
        sha256: createHash('sha256')
          .update(await file.text())
          .digest('hex'),
      };
    }),
  );
  return { paper: await read.text(), counts, lists };
}

async function pushLost(served: DemonstrationProcess, folder: string): Promise<void> {
  const insurer = await served.as(Role.INSURER);
  await insurer.get(SubmitPoliciesDocument, { input: { ...push(served, 1, 'LOST'), idempotencyKey: 'lost' } });
  await operator.sealed(folder);
}

async function submissionsAfter(served: DemonstrationProcess, after?: string): Promise<string[]> {
  const filter = { types: ['POLICIES_SUBMITTED' as const] };
  const { events } = await (await served.as(Role.INSURER)).get(EventsDocument, { filter, first: 100, after });
  return events.nodes.map(({ cursor }) => cursor);
}

test('a backup of a running gateway restores the same gateway', { timeout: 400_000 }, async () => {
  const before = await seen(gateway);
  expect(before).toMatchObject({
    paper: paper.body,
    counts: { paid: { totalCount: 1 } },
    lists: [{ status: 200 }, { status: 200 }],
  });
  await operator.sealed('data');
  const head = /head (\w+)/.exec(await operator.command('verify-log', [], 'data'))![1] as string;
  const rows = await contents('data');
  const backup = await operator.command('backup', [operator.root], 'data');
  // What happens after the backup is lost; a follower has seen it.
  await pushLost(gateway, 'data');
  const lost = (await submissionsAfter(gateway)).at(-1);
  expect(await gateway.signal('SIGTERM')).toBe(0);

  await operator.command('restore', [backup, operator.folder('restored')], 'restored');
  expect(await operator.command('verify-log', [head], 'restored')).toContain(' 0 faults');
  const restored = await operator.start('restored');
  expect(await contents('restored')).toEqual(rows);
  expect(await seen(restored)).toEqual(before);
  for (const programme of [published, open]) {
    expect(await operator.command('replay', [programme], 'restored')).toContain(', 0 differences');
  }
  // A reader who saw what is lost is refused, and nothing new is hidden behind that cursor; the log continues.
  await pushLost(restored, 'restored');
  await expect(submissionsAfter(restored, lost)).rejects.toThrow('CURSOR_EXPIRED');
  expect(await operator.command('verify-log', [head], 'restored')).toContain(' 0 faults');
});
