import net from 'node:net';
import { buildSchema, isObjectType } from 'graphql';
import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import {
  accepted,
  Gateway,
  GatewayError,
  keys,
  KitClaimStatusChangedDocument,
  KitConfirmClaimDocument,
  KitEligibilityDocument,
  KitMyClaimsDocument,
  KitNoticesDocument,
  KitRecipientsDocument,
  RefusedError,
  refusalsOf,
  typePolicies,
  upload,
} from '../../packages/client/src/index.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishedYear, type PublishedYear, yearOf } from '../kit/published-year.js';
import { allSealed } from '../kit/sealed.js';
import { arrangeInsurer, arrangePerson, programmeCode } from '../kit/world.js';

let gateway: TestGateway;
let year: PublishedYear;
let auditor: string;
beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(3) });
  year = yearOf(gateway, 3);
  auditor = (await arrangePerson(gateway, Role.AUDITOR)).token;
});
afterAll(() => gateway.stop());

const kit = (token?: string, url = gateway.url) => new Gateway({ url, language: 'en', ...(token && { token }) });

test('reads public data with types', async () => {
  const { publicityNotices } = await kit().ask(KitNoticesDocument);
  expect(publicityNotices.nodes.map(({ id }) => id)).toEqual([year.noticeId]);
  const { recipients } = await kit().ask(KitRecipientsDocument, { noticeId: year.noticeId, orderBy: 'RANK' });
  expect(recipients?.totalCount).toBe(3);
  const [company] = year.companies;
  const { checkEligibility } = await kit().ask(KitEligibilityDocument, {
    creditCode: company!.creditCode,
    programme: programmeCode,
  });
  expect(checkEligibility?.conditions.length).toBeGreaterThan(0);
});

test('a failed request has a code; a refusal has one of the declared codes', async () => {
  const refused = await kit()
    .ask(KitMyClaimsDocument)
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(GatewayError);
  expect(refused).toMatchObject({ code: 'UNAUTHENTICATED', passing: false });
  const owner = (await arrangePerson(gateway, Role.ENTERPRISE, year.companies[0]!.id)).token;
  const { confirmClaim } = await kit(owner).ask(KitConfirmClaimDocument, {
    input: { claimId: 'nonsense', version: 1, bankAccountId: 'nonsense', acceptedStatement: 1 },
  });
  const thrown = (() => {
    try {
      return accepted(confirmClaim);
    } catch (error) {
      return error as RefusedError;
    }
  })() as RefusedError;
  expect(thrown).toBeInstanceOf(RefusedError);
  for (const { code } of thrown.userErrors) expect(refusalsOf['confirmClaim']).toContain(code);
  const lost = await kit(undefined, 'http://127.0.0.1:1')
    .ask(KitNoticesDocument)
    .catch((error: unknown) => error);
  expect(lost).toMatchObject({ code: 'NETWORK', passing: true });
});

/** Passes connections on, and can cut them. */
async function breakable(): Promise<{ url: string; cut: () => void; close: () => void }> {
  const open = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(Number(new URL(gateway.url).port), '127.0.0.1');
    for (const socket of [near, far]) open.add(socket.on('error', () => undefined));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const cut = () => open.forEach((socket) => socket.destroy());
  return { url: `http://127.0.0.1:${port}`, cut, close: () => (cut(), void server.close()) };
}

test('a subscription continues after its connection was cut, without a gap or a repetition', async () => {
  const all = await gateway.sql<{ count: number }>(
    `select count(*)::int as count from event where type = 'CLAIM_STATUS_CHANGED'`,
  );
  const wanted = all[0]!.count;
  const line = await breakable();
  const cursors: string[] = [];
  const left = new AbortController();
  const stream = kit(auditor, line.url).follow(
    KitClaimStatusChangedDocument,
    { after: await firstCursor() },
    { pause: 10, signal: left.signal },
  );
  for await (const { claimStatusChanged } of stream) {
    cursors.push(claimStatusChanged.cursor);
    if (cursors.length === 2) line.cut();
    if (cursors.length === wanted) left.abort();
  }
  line.close();
  expect(new Set(cursors).size).toBe(wanted);
  expect(cursors.length).toBe(wanted);
});

/** The cursor of the event before the first change of a claim. */
async function firstCursor(): Promise<string> {
  await allSealed(gateway);
  const { events } = await gateway
    .client(auditor)
    .get<{ events: { nodes: { cursor: string; type: string }[] } }, never>(
      '{ events(last: 100) { nodes { cursor type } } }',
    );
  const at = events.nodes.findIndex(({ type }) => type === 'CLAIM_STATUS_CHANGED');
  return events.nodes[at - 1]!.cursor;
}

test('a file is uploaded, and a refused one says why', async () => {
  const insurer = await arrangeInsurer(gateway);
  const shares: number[] = [];
  const file = new Blob(['policy_no\n']);
  const path = `/upload/policies?programme=${programmeCode}&fileName=kit.csv&idempotencyKey=kit`;
  const answer = await upload<{ id: string }>(kit(insurer.token), path, file, {
    onProgress: (share) => shares.push(share),
  });
  expect(answer.id).toBeTruthy();
  expect(shares).toEqual([1]);
  await expect(upload(kit(), path, file)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('the cache configuration knows every type of the schema that has no id', () => {
  const schema = buildSchema(fs.readFileSync('schema/schema.graphql', 'utf8'));
  const roots = ['Query', 'Mutation', 'Subscription'];
  const objects = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type.name),
  );
  const without = objects.filter((type) => isObjectType(type) && !type.getFields()['id']).map(({ name }) => name);
  expect(Object.keys(keys).toSorted()).toEqual(without.toSorted());
  expect(typePolicies['Query']).toHaveProperty('fields.policies.keyArgs');
});
