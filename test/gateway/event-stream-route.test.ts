import { type Client, createClient } from 'graphql-sse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signAccessToken, tokenKey } from '../../src/access/token/access-token.js';
import { Role } from '../../src/access/role.js';
import { ComputeProposalDocument, SubmitPoliciesDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { newestCursor } from '../kit/newest-cursor.js';
import { eventually } from '../kit/eventually.js';
import { testSecret } from '../kit/secret.js';
import {
  arrangeEnterprise,
  arrangeInsurer,
  arrangePapers,
  arrangePerson,
  type Person,
  policyRow,
  programmeCode,
} from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let platform: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  platform = await arrangePerson(gateway, Role.PLATFORM);
});
afterAll(() => gateway.stop());

function streamOf(token?: string): Client {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  return createClient({ url: `${gateway.url}/graphql/stream`, headers, retryAttempts: 0 });
}

const query = 'subscription { claimStatusChanged { cursor fromStatus toStatus } }';

/** As the gateway counts for its operators. */
const streamIsOpen = ({ url }: TestGateway) =>
  eventually(async () => {
    const metrics = await fetch(`${url}/metrics`).then((response) => response.text());
    return metrics.includes('mianshen_live_connections{transport="sse"} 1\n');
  }, 'one stream is open');

test('claims are followed as server-sent events', async () => {
  const insurer = await arrangeInsurer(gateway);
  const row = policyRow(await arrangeEnterprise(gateway));
  await insurer.client.get(SubmitPoliciesDocument, {
    input: { programme: programmeCode, rows: [row], errorPolicy: 'REJECT_ALL', dryRun: false, idempotencyKey: 'sse' },
  });
  await arrangePapers(gateway);
  const after = await newestCursor(platform.client);
  const following = 'subscription ($after: String) { claimStatusChanged(after: $after) { fromStatus toStatus } }';
  const stream = streamOf(platform.token).iterate({ query: following, variables: { after } });
  const next = stream.next();
  await platform.client.get(ComputeProposalDocument, { input: { programme: programmeCode, idempotencyKey: 'sse' } });
  expect((await next).value).toMatchObject({
    data: { claimStatusChanged: { fromStatus: null, toStatus: 'PROPOSED' } },
  });
  await stream.return?.();
});

test('a subscriber without access is refused, and a stream ends with its token', async () => {
  const refused = await streamOf().iterate({ query }).next();
  expect(refused.value).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  const forged = await fetch(`${gateway.url}/graphql/stream`, {
    method: 'POST',
    headers: { authorization: 'Bearer x', 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
  });
  expect(forged.status).toBe(401);
  const short = await signAccessToken(platform, tokenKey(testSecret), '3s');
  const stream = streamOf(short).iterate({ query });
  expect((await stream.next()).value).toMatchObject({
    errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'EXPIRED' } }],
  });
  expect((await stream.next()).done).toBe(true);
});

test('a stream ends within five seconds after its role is removed, with the reason', async () => {
  const person = await arrangePerson(gateway, Role.SCIENCE);
  const stream = streamOf(person.token).iterate({ query });
  const next = stream.next();
  await streamIsOpen(gateway);
  // As another gateway beside this one writes it.
  await gateway.sql(`insert into revocation (key, revoked_at) values ($1, now())`, [
    `role:${person.accountId}/SCIENCE/`,
  ]);
  const late = new Promise((_, reject) => setTimeout(reject, 5_000, new Error('five seconds')));
  expect((await Promise.race([next, late])) as object).toMatchObject({
    value: { errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'REVOKED' } }] },
  });
});

test('an invalid document is answered with its errors', async () => {
  const response = await fetch(`${gateway.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { nothing }' }),
  });
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
  ]);
});

test('an open stream does not keep the gateway from stopping', async () => {
  const other = await startTestGateway({ world: programmeWorld });
  const auditor = await arrangePerson(other, Role.AUDITOR);
  const headers = { authorization: `Bearer ${auditor.token}` };
  const stream = createClient({ url: `${other.url}/graphql/stream`, headers, retryAttempts: 0 }).iterate({ query });
  // The stream says that it was interrupted, or just ends.
  const ended = stream.next().catch(() => undefined);
  await streamIsOpen(other);
  await other.stop();
  await ended;
});
