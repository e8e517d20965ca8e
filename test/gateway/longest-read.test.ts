import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangePerson } from '../kit/world.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ environment: { LONGEST_READ: '300' } });
});
afterAll(() => gateway.stop());

test('a statement that reads for too long is stopped, the client told why, and the connection is good again', async () => {
  const { token } = await arrangePerson(gateway, Role.AUDITOR);
  const ask = async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ institutions { totalCount } }' }),
    });
    return (await response.json()) as { data: unknown; errors?: { message: string; extensions: { code: string } }[] };
  };
  const holder = new pg.Client({ connectionString: gateway.ownerUrl });
  await holder.connect();
  await holder.query('begin; lock table institution in access exclusive mode');
  const stopped = await ask();
  await holder.end();
  expect(stopped.errors?.map(({ extensions }) => extensions.code)).toEqual(['COMPLEXITY_EXCEEDED']);
  expect(await ask()).toMatchObject({ data: { institutions: { totalCount: 0 } } });
});
