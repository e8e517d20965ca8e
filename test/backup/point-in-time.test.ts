import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { ownFiles } from '../../src/database/embedded/embedded-server.js';
import { PoliciesDocument, SubmitPoliciesDocument } from '../generated/graphql.js';
import type { DemonstrationProcess } from '../kit/demonstration-process.js';
import { eventually } from '../kit/eventually.js';
import { Operator } from '../kit/operator.js';
import { push } from './played-year.js';

/* Back to a moment between two pushes, with the settings that docs/operators.md shows. */
const operator = new Operator();
const archive = operator.folder('archive');
beforeAll(() => {
  fs.mkdirSync(archive);
  fs.chmodSync(archive, 0o777);
});
afterAll(() => operator.close());

/** The block of the page that begins with this comment. */
function shown(comment: string): string {
  const blocks = fs.readFileSync('docs/operators.md', 'utf8').matchAll(/```ini\n# (.*)\n([^`]*)```/g);
  const [, , settings] = [...blocks].find(([, first]) => first === comment) ?? [];
  return settings!.replaceAll('/archive', archive);
}

function addSettings(folder: string, settings: string): void {
  fs.appendFileSync(path.join(operator.database(folder), 'cluster', 'postgresql.auto.conf'), settings);
  ownFiles(operator.database(folder));
}

async function pushAs(gateway: DemonstrationProcess, name: string): Promise<void> {
  const insurer = await gateway.as(Role.INSURER);
  const input = { ...push(gateway, 1, name), idempotencyKey: name };
  expect((await insurer.get(SubmitPoliciesDocument, { input })).submitPolicies.submission?.acceptedCount).toBe(1);
}

async function pushed(gateway: DemonstrationProcess): Promise<string[]> {
  const filter = { programme: 'FJ-DEMO' };
  const { policies } = await (await gateway.as(Role.INSURER)).get(PoliciesDocument, { filter, first: 100 });
  return policies.nodes.map(({ policyNo }) => policyNo).toSorted();
}

test(
  'a restore to a point in time has what was pushed before it, and nothing later',
  { timeout: 400_000 },
  async () => {
    expect(await (await operator.start('data')).signal('SIGTERM')).toBe(0);
    addSettings('data', shown('postgresql.conf'));
    const gateway = await operator.start('data');
    await pushAs(gateway, 'BACKED-UP');
    const backup = await operator.command('backup', [operator.root], 'data');
    await pushAs(gateway, 'BEFORE');
    const [moment] = await operator.sql<{ text: string }>('data', 'select clock_timestamp()::text as text');
    await pushAs(gateway, 'AFTER');
    const [last] = await operator.sql<{ file: string }>('data', 'select pg_walfile_name(pg_switch_wal()) as file');
    await eventually(async () => fs.existsSync(path.join(archive, last!.file)), 'the log is in the archive');
    expect(await pushed(gateway)).toEqual(['AFTER-0', 'BACKED-UP-0', 'BEFORE-0']);
    expect(await gateway.signal('SIGTERM')).toBe(0);

    await operator.command('restore', [backup, operator.folder('restored')], 'restored');
    addSettings('restored', shown('postgresql.auto.conf of the copy').replace('2026-11-27 15:04:05+08', moment!.text));
    const restored = await operator.start('restored');
    expect(await pushed(restored)).toEqual(['BACKED-UP-0', 'BEFORE-0']);
    expect(await operator.command('verify-log', [], 'restored')).toContain(' 0 faults');
    await pushAs(restored, 'GONE-ON');
    expect(await pushed(restored)).toEqual(['BACKED-UP-0', 'BEFORE-0', 'GONE-ON-0']);
  },
);
