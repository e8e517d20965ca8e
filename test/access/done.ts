import { expect } from 'vitest';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import type { ApiClient } from '../kit/client.js';

/** Calls one mutation, which has to be done; returns its payload. */
export async function done<Payload>(client: ApiClient, name: string, input: object, selection = ''): Promise<Payload> {
  const type = buildGatewaySchema().getMutationType()?.getFields()[name]?.args[0]?.type;
  const query = `mutation ($input: ${String(type)}) { ${name}(input: $input) { ${selection} userErrors { code path } } }`;
  const answer = await client.get<Record<string, Payload & { userErrors: unknown[] }>, object>(query, { input });
  const payload = answer[name] as Payload & { userErrors: unknown[] };
  expect([name, payload.userErrors]).toEqual([name, []]);
  return payload;
}
