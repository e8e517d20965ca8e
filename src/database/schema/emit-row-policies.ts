import 'reflect-metadata';
import fs from 'node:fs';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import type { EntityMetadata, PolicyDef } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from '../../modules.js';

/** Writes the row policies of the entities to the migration that is passed as an argument; part of `npm run schema`. */
const orm = await MikroORM.init({
  entities,
  dbName: 'none',
  connect: false,
  metadataProvider: ReflectMetadataProvider,
} as never);
const tables = [...orm.getMetadata().getAll().values()].filter(({ policies }) => policies.length > 0);
const statements = tables.toSorted((one, other) => one.tableName.localeCompare(other.tableName)).map(policiesOf);
await orm.close(true);

fs.writeFileSync(
  process.argv[2] as string,
  `-- Written by \`npm run schema\` from the policies of the entities (src/database/schema/row-security.ts). Do not edit.
-- All policies are replaced as a whole.

do $$
declare
  old record;
begin
  for old in select tablename, policyname from pg_policies where schemaname = 'public' loop
    execute format('drop policy %I on %I', old.policyname, old.tablename);
  end loop;
end $$;

${statements.join('\n\n')}
`,
);

function policiesOf({ tableName, policies }: EntityMetadata): string {
  const enable = `alter table "${tableName}" enable row level security, force row level security;`;
  return [enable, ...policies.map((policy) => createPolicy(tableName, policy))].join('\n');
}

function createPolicy(table: string, { name, command, roles, using, check }: PolicyDef): string {
  return [
    `create policy "${name}" on "${table}" for ${command} to ${roles?.join(', ')}`,
    ...(using ? [`using (${String(using)})`] : []),
    ...(check ? [`with check (${String(check)})`] : []),
  ]
    .join(' ')
    .concat(';');
}
