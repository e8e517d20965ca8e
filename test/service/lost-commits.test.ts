import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { DatabaseProxy, type ProxiedSession } from '../kit/database-proxy.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { listWhen } from '../kit/lists.js';
import { csvOf, ended } from '../kit/upload.js';
import {
  type ArrangedEnterprise,
  arrangeEnterprise,
  arrangeInsurer,
  arrangePerson,
  arrangeProgramme,
} from '../kit/world.js';
import { policyRow, programmeCode } from '../kit/world.js';

/*
 * The connection breaks after PostgreSQL has committed and before the gateway receives the answer: what was entered keeps all that
 * belongs to it, and the same request again is answered with it.
 */
let gateway: TestGateway;
let proxy: DatabaseProxy;
let company: ArrangedEnterprise;
let losesCommit = false;
/** Sessions that have entered a file: what is done in the background commits, too. */
const entering = new WeakSet<ProxiedSession>();
beforeAll(async () => {
  gateway = await startTestGateway({
    throughPooler: async (ownerUrl) => {
      proxy = await DatabaseProxy.before(ownerUrl, (session) => {
        const asked = session.asked.toString('latin1');
        if (/insert into "?(submission|list_import)\b/i.test(asked)) entering.add(session);
        if (!losesCommit || !entering.has(session) || !/commit/i.test(asked)) return false;
        losesCommit = false;
        return true;
      });
      return (address) => proxy.through(address);
    },
  });
  await arrangeProgramme(gateway);
  company = await arrangeEnterprise(gateway);
});
afterAll(async () => {
  await gateway.stop();
  proxy.close();
});

/** Sends it until it is taken; the answer to its first commit is lost. */
async function sentAgain(send: () => Promise<Response>): Promise<{ id: string }> {
  losesCommit = true;
  const first = await send();
  expect([first.status, losesCommit]).toEqual([503, false]);
  const second = await send();
  expect(second.status).toBe(202);
  return (await second.json()) as { id: string };
}

test('a file of policies is accepted', async () => {
  const { client } = await arrangeInsurer(gateway);
  const body = csvOf([policyRow(company), policyRow(company)]);
  const { id } = await sentAgain(() =>
    client.fetch(`/upload/policies?programme=${programmeCode}`, { method: 'POST', body }),
  );
  expect(await ended(client, id)).toMatchObject({ status: 'COMPLETED', acceptedCount: 2 });
});

test('a list is compared', async () => {
  const { client } = await arrangePerson(gateway, Role.PLATFORM);
  const row = `${company.name},${company.creditCode},瞪羚企业,2024-01-01,2025-12-31`;
  const body = `企业名称,统一社会信用代码,资质类别,有效期起,有效期止\n${row}`;
  const query = new URLSearchParams({ kind: 'QUALIFICATIONS', mode: 'ADD', source: 'x', listDate: '2025-08-01' });
  query.set('idempotencyKey', 'lost');
  const { id } = await sentAgain(() => client.fetch(`/upload/lists?${query}`, { method: 'POST', body }));
  const list = await listWhen(client, id, ({ status }) => !['QUEUED', 'CHECKING'].includes(status));
  expect(list).toMatchObject({ status: 'WAITING', fault: null });
});
