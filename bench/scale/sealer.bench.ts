import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchDatabase, openBenchDatabase } from '../bench-database.js';

/*
 * Measures how many events a second one sealer seals: alone, and beside eight writers that commit events one by one, or
 * fifty at a time. SECONDS (8) of writing for each.
 */
const seconds = Number(process.env['SECONDS'] ?? 8);
const writers = 8;

let bench: BenchDatabase;
beforeAll(async () => {
  bench = await openBenchDatabase();
});
afterAll(() => bench.close());

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const insert = `insert into event (occurred_at, type, actor_role, subject_type, subject_id, data)
  select now(), 'NOTICE_PUBLISHED', 'SYSTEM', 'PublicityNotice', gen_random_uuid(), '{"release": 1}' from generate_series(1, $1::int)`;

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: bench.ownerUrl });
  await client.connect();
  return client;
}

async function write(atOnce: number, until: number): Promise<number> {
  const client = await connected();
  let written = 0;
  for (; performance.now() < until; written += atOnce) await client.query(insert, [atOnce]);
  await client.end();
  return written;
}

/**
 * Seals events until none is left and `ended` is aborted; returns their number and the milliseconds of the statements.
 */
async function seal(ended: AbortSignal): Promise<{ sealed: number; busy: number; longest: number }> {
  const client = await connected();
  const found = { sealed: 0, busy: 0, longest: 0 };
  for (;;) {
    const isLast = ended.aborted;
    const began = performance.now();
    const { rows } = await client.query<{ sealed: number }>('select seal_events() as sealed');
    const took = performance.now() - began;
    const { sealed } = rows[0]!;
    found.sealed += sealed;
    found.busy += took;
    found.longest = Math.max(found.longest, took);
    if (sealed === 0 && isLast) break;
    if (sealed === 0) await sleep(5);
  }
  await client.end();
  return found;
}

test('the statement alone', async () => {
  const { sql } = bench;
  for (const count of [1, 100, 10_000, 50_000]) {
    await sql(insert, [count]);
    const began = performance.now();
    await sql('select seal_events()');
    const took = performance.now() - began;
    say({ alone: count, milliseconds: Math.round(took), perSecond: Math.round((1_000 * count) / took) });
  }
});

test.each([1, 50])('beside eight writers who commit %i at a time', async (atOnce) => {
  const written = new AbortController();
  const began = performance.now();
  const sealing = seal(written.signal);
  const counts = await Promise.all(Array.from({ length: writers }, () => write(atOnce, began + seconds * 1_000)));
  const writtenAfter = (performance.now() - began) / 1_000;
  written.abort();
  const { sealed, busy, longest } = await sealing;
  const sealedAfter = (performance.now() - began) / 1_000;
  const total = counts.reduce((sum, count) => sum + count, 0);
  say({
    atOnce,
    written: total,
    writtenPerSecond: Math.round(total / writtenAfter),
    sealedPerSecond: Math.round(sealed / sealedAfter),
    behindAtTheEnd: Number((sealedAfter - writtenAfter).toFixed(2)),
    sealerBusy: Number((busy / 1_000 / sealedAfter).toFixed(2)),
    longestStatement: Math.round(longest),
  });
  expect(sealed).toBe(total);
});
