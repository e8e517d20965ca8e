import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signAccessToken, tokenKey } from '../../src/access/token/access-token.js';
import { Role } from '../../src/access/role.js';
import { ClaimStatusChangedDocument, ViewerDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { testSecret } from '../kit/secret.js';
import { arrangePerson, type Person } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

let gateway: TestGateway;
let auditor: Person;
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld });
  auditor = await arrangePerson(gateway, Role.AUDITOR);
});
afterAll(() => gateway.stop());

test('a request without a token has the role PUBLIC', async () => {
  const { viewer } = await gateway.client().get(ViewerDocument);
  expect(viewer).toEqual({ role: 'PUBLIC', subject: null, tokenExpiresAt: null });
});

describe('a client error is answered as a client error, with a code', () => {
  test.each([
    ['a document that does not parse', '{ viewer {', 400, 'BAD_USER_INPUT'],
    ['a field that is not there', '{ nothing }', 400, 'BAD_USER_INPUT'],
    ['a list of another role', '{ policies { totalCount } }', 401, 'UNAUTHENTICATED'],
    ['a page too large', '{ programmes(first: 101) { totalCount } }', 200, 'BAD_USER_INPUT'],
    ['a page from both ends', '{ programmes(first: 1, last: 1) { totalCount } }', 200, 'BAD_USER_INPUT'],
    ['a cursor of nobody', '{ programmes(after: "x") { totalCount nodes { code } } }', 200, 'BAD_USER_INPUT'],
    ['a NUL in a text', '{ programme(code: "a\\u0000b") { code } }', 200, 'BAD_USER_INPUT'],
    ['too many nodes', `{ nodes(ids: [${'"x",'.repeat(101)}]) { id } }`, 200, 'BAD_USER_INPUT'],
    [
      'lists within lists without end',
      '{ publicityNotices(first:100) { nodes { programme { rules { products { name } } } releases { number } } ' +
        Array.from({ length: 60 }, (_, n) => `a${n}: nodes { id title status closesOn version }`).join(' ') +
        ' } }',
      400,
      'COMPLEXITY_EXCEEDED',
    ],
  ])('%s', async (_, query, status, code) => {
    const answer = await gateway.client().ask(query);
    expect(answer.errors?.[0]?.extensions.code).toBe(code);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer)).not.toMatch(/node_modules|stacktrace|at .*\.ts/);
  });

  test('a mutation by GET, a body that is not JSON, an unknown path', async () => {
    const client = gateway.client();
    const byGet = await client.fetch(`/graphql?query=${encodeURIComponent('mutation { __typename }')}`);
    expect(byGet.status).toBe(405);
    const noJson = await client.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect([noJson.status, await noJson.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
    expect((await client.fetch('/nowhere')).status).toBe(404);
  });
});

describe('tokens', () => {
  test('that are forged, unsigned or of another API are refused with 401', async () => {
    const forged = await signAccessToken(auditor, tokenKey('another secret, of somebody else entirely'), '1h');
    const none = `${btoa('{"alg":"none"}')}.${btoa('{"role":"AUDITOR","sub":"x","exp":9999999999}')}.`;
    for (const token of [forged, none, 'nonsense', `${auditor.token}x`]) {
      const { status, errors } = await gateway.client(token).ask(ViewerDocument);
      expect([status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  test('end at their expiry', async () => {
    const ended = await signAccessToken(auditor, tokenKey(testSecret), '-1s');
    const { errors } = await gateway.client(ended).ask(ViewerDocument);
    expect(errors?.[0]?.message).toBe('The access token has expired');
  });

  test('that expire close their sockets with a documented code', async () => {
    const token = await signAccessToken(auditor, tokenKey(testSecret), '2s');
    const closed = Promise.withResolvers<unknown>();
    const socket = gateway.client(token).socket();
    socket.on('closed', closed.resolve);
    const following = (async () => {
      for await (const _ of socket.iterate({ query: String(ClaimStatusChangedDocument) }))
        expect.fail('nothing happens');
    })().catch(() => undefined);
    expect(await closed.promise).toMatchObject({ code: 4440, reason: 'Token expired' });
    await following;
  });
});

test('a socket refuses what the viewer may not follow, and bad documents, as HTTP does', async () => {
  const first = async (query: string, token?: string) => {
    const results = gateway.client(token).socket().iterate({ query });
    try {
      return (await results.next()).value as { errors?: { extensions: { code: string } }[] };
    } catch (errors) {
      return { errors: errors as { extensions: { code: string } }[] };
    }
  };
  const query = 'subscription { claimStatusChanged { cursor } }';
  expect((await first(query)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  const nonsense = 'subscription { claimStatusChanged { nothing } }';
  expect((await first(nonsense, auditor.token)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  const foreign = 'subscription { claimStatusChanged(after: "x") { cursor } }';
  expect((await first(foreign, auditor.token)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a browser gets the complete explorer, which loads nothing from other hosts', async () => {
  const response = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } });
  const html = await response.text();
  expect(response.headers.get('content-type')).toContain('text/html');
  const loaded = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
  expect(loaded.filter((address) => /^(https?:)?\/\//.test(address as string))).toEqual([]);
  expect(html).toContain('graphiql');
});

test('the schema is served as SDL with access information', async () => {
  const sdl = await (await fetch(`${gateway.url}/schema.graphql`)).text();
  expect(sdl).toContain('@access(roles: [');
});
