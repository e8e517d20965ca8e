import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { Role } from '../../src/access/role.js';
import type { SandboxState } from '../../src/kernel/sandboxes.js';
import { ApiClient } from '../kit/client.js';
import type { Person } from '../kit/world.js';

/* What builders do with sandboxes, over the network. */

export interface Sandbox {
  id: string;
  state: SandboxState;
  url: string;
  people: { role: Role; token: string }[];
}
export interface Payload {
  sandbox: Sandbox | null;
  userErrors: { code: string; path: string[] | null; message: string }[];
}

const fields = 'sandbox { id state url people { role token } } userErrors { code path message }';

export async function ask<Answer>({ client }: Person, name: string, input: object): Promise<Answer> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const selected = name === 'deleteSandbox' ? 'deletedId userErrors { code }' : fields;
  const document = `mutation ($input: ${type}!) { answer: ${name}(input: $input) { ${selected} } }`;
  return (await client.get<{ answer: Answer }, object>(document, { input })).answer;
}

export async function create(by: Person, state: SandboxState, idempotencyKey: string = randomUUID()): Promise<Sandbox> {
  const { sandbox, userErrors } = await ask<Payload>(by, 'createSandbox', { state, idempotencyKey });
  expect(userErrors).toEqual([]);
  return sandbox!;
}

export const remove = (by: Person, id: string) =>
  ask<{ deletedId: string | null; userErrors: { code: string }[] }>(by, 'deleteSandbox', { sandboxId: id });

export const clientOf = ({ url, people }: Sandbox, role: Role) =>
  new ApiClient(url, people.find((person) => person.role === role)?.token);

export interface Programme {
  claims: { sumsByStatus: { status: string; count: number }[] };
  subsidyProposals: { nodes: { status: string }[] };
  publicityNotices: { nodes: { status: string }[] };
  policies: { totalCount: number };
  clock: { now: string };
}

export const read = (sandbox: Sandbox) =>
  clientOf(sandbox, Role.AUDITOR).get<Programme, never>(`{
    claims(first: 1) { sumsByStatus { status count } } subsidyProposals { nodes { status } }
    publicityNotices { nodes { status } } policies(first: 1) { totalCount } clock { now } }`);
