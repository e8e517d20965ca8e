import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { Role } from '../../src/access/role.js';
import { columns } from '../../src/submission/intake/columns.js';
import type { TestGateway } from '../kit/gateway.js';
import { isEnumType, isObjectType } from 'graphql';
import { published } from './published-tables.js';

interface Owner {
  subject: string;
  account: string;
}

type Row = Record<string, unknown>;

/**
 * Every word and amount of the database that is only in rows of others, with its column. EventText by
 * the columns that say whose a row is, and so neither by the resolvers nor by row security, which are what is tested.
 */
export async function foreignWords(gateway: TestGateway, role: Role, owner: Owner): Promise<Map<string, string>> {
  const tables = await gateway.sql<{ name: string }>(
    `select relname as name from pg_class where relkind in ('r', 'v') and relnamespace = 'public'::regnamespace order by 1`,
  );
  const foreign = new Map<string, string>();
  const known = new Set<string>(schemaWords());
  const ownPolicies = new Set<unknown>();
  const rows = new Map<string, Row[]>();
  for (const { name } of tables) {
    const found = await gateway.sql<{ row: Record<string, string> }>(
      `select (select jsonb_object_agg(key, value) from jsonb_each_text(to_jsonb(t))) as row from "${name}" t`,
    );
    rows.set(
      name,
      found.map(({ row }) => row),
    );
  }
  const region = (rows.get('region') ?? []).find(({ id }) => id === owner.subject)?.['code'];
  const mine = (name: string, row: Row) =>
    published.includes(name) ||
    isOwn(role, owner, name, row) ||
    // A city knows the companies that are registered in it.
    (role === Role.CITY && name === 'enterprise' && region !== undefined && row['region_code'] === region);
  for (const row of rows.get('policy') ?? []) {
    if (mine('policy', row)) ownPolicies.add(row['enterprise_id']);
  }
  for (const [name, found] of rows) {
    for (const row of found) {
      // An insurer knows the companies of its policies: it named them. A decided objection is public, with its reason.
      const isKnownToReader =
        mine(name, row) ||
        (name === 'enterprise' && ownPolicies.has(row['id'])) ||
        (name === 'objection' && row['status'] !== 'OPEN');
      for (const [column, word] of wordsOfRow(row)) {
        if (isKnownToReader) known.add(word);
        else foreign.set(word, `${name}.${column}`);
      }
    }
  }
  for (const word of known) foreign.delete(word);
  return foreign;
}

function isOwn(role: Role, { subject, account }: Owner, table: string, row: Row): boolean {
  if (
    role === Role.INSURER &&
    (row['institution_id'] === subject || (table === 'institution' && row['id'] === subject))
  )
    return true;
  if (
    role === Role.ENTERPRISE &&
    (row['enterprise_id'] === subject || (table === 'enterprise' && row['id'] === subject))
  )
    return true;
  return row['account_id'] === account || row['actor_id'] === account || (table === 'account' && row['id'] === account);
}

const day = /^\d{4}-\d{2}-\d{2}/;

function* wordsOfRow(row: Row): Generator<[column: string, word: string]> {
  for (const [column, value] of Object.entries(row)) {
    for (const word of flatten(value)) {
      // Too short to be distinguished from anything else, or a day.
      const short = /^[\x20-\x7e]*$/.test(word) ? word.length < 6 : word.length < 4;
      if (!short && column !== 'subject_type' && !day.test(word) && !/^\d{1,5}\.00$/.test(word)) yield [column, word];
    }
  }
}

function* flatten(value: unknown): Generator<string> {
  if (typeof value !== 'string') return;
  if (/^[[{]/.test(value)) {
    try {
      for (const inner of leaves(JSON.parse(value))) yield inner;
      return;
    } catch {
      // Not JSON: a text that only begins like it.
    }
  }
  yield value;
}

function* leaves(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) yield* leaves(inner);
}

/** The words of the schema itself: its values and fields, and its types, which are in ids. */
function schemaWords(): string[] {
  const types = Object.values(buildGatewaySchema().getTypeMap());
  const values = types.filter(isEnumType).flatMap((type) => type.getValues().map(({ value }) => String(value)));
  const fields = types.filter(isObjectType).flatMap((type) => Object.keys(type.getFields()));
  // The headings of the template are public, and are the headings of uploaded files.
  const headings = columns.map(({ heading }) => heading);
  return [...values, ...fields, ...types.map(({ name }) => name), ...headings];
}
