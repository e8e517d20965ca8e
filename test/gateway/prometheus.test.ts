import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { eventually } from '../kit/eventually.js';
import { type LoadedWorld, sendLoad } from '../kit/load.js';
import { readMetrics } from '../kit/metrics.js';
import { hasPrometheus, Prometheus, promtool } from '../kit/prometheus.js';
import { publishYear } from '../kit/published-year.js';
import { type Replicated, startReplicated } from '../kit/replicated.js';
import { arrangeInsurer, arrangePerson } from '../kit/world.js';

/*
 * The dashboard and the alert rules of deploy/ against a real Prometheus. Where it is not installed (`apt-get install
 * prometheus`; `.ci/run` does it) these tests are skipped.
 */
interface Panel {
  title: string;
  targets: { expr: string; legendFormat: string }[];
}

const { panels } = JSON.parse(fs.readFileSync('deploy/grafana/dashboard.json', 'utf8')) as { panels: Panel[] };
const some = {
  officeQueries: 5,
  publicLists: 10,
  pushes: 2,
  forbidden: 2,
  badTokens: 2,
  badDocuments: 2,
  sockets: 2,
  queriesEach: 2,
  streams: 1,
  badStreams: 1,
  files: 1,
  feedReads: 3,
};

describe.skipIf(!hasPrometheus)('Prometheus', () => {
  let replicated: Replicated;
  let prometheus: Prometheus;
  let world: LoadedWorld;
  beforeAll(async () => {
    replicated = await startReplicated();
    const gateway = replicated.world;
    const { noticeId, companies } = await publishYear(gateway, 3);
    const [insurer, auditor] = [await arrangeInsurer(gateway), await arrangePerson(gateway, Role.AUDITOR)];
    world = { url: gateway.url, insurer, auditor, noticeId, company: companies[0]! };
    prometheus = await Prometheus.watching(gateway.url);
  }, 120_000);
  afterAll(async () => {
    await prometheus.stop();
    await replicated.stop();
  });

  test('takes the configuration, and each alert fires when it should and not before', () => {
    const check = (...args: string[]) => execFileSync(promtool as string, args, { encoding: 'utf8' });
    expect(check('check', 'config', 'deploy/prometheus/prometheus.yaml')).toContain('SUCCESS');
    expect(check('test', 'rules', 'deploy/prometheus/alerts.test.yaml')).toContain('SUCCESS');
    const named = (file: string, key: string) =>
      new Set([...fs.readFileSync(file, 'utf8').matchAll(new RegExp(`${key}: (\\w+)`, 'g'))].map(([, name]) => name));
    expect(named('deploy/prometheus/alerts.test.yaml', 'alertname')).toEqual(
      named('deploy/prometheus/alerts.yaml', 'alert'),
    );
  });

  test('has data for every panel of the dashboard while a gateway works', { timeout: 90_000 }, async () => {
    const empty = async () => {
      const { close } = await sendLoad(world, some);
      const missing: string[] = [];
      for (const { title, targets } of panels) {
        for (const { expr } of targets) {
          const samples = await prometheus.query(expr);
          if (samples.every(({ value: [, value] }) => value === 'NaN')) missing.push(`${title}: ${expr}`);
        }
      }
      await close();
      return missing;
    };
    let missing: string[] = [];
    await eventually(async () => (missing = await empty()).length === 0, 'every panel has data', 60_000).catch(
      () => {},
    );
    expect(missing).toEqual([]);
  });

  test('what a legend names is a label of what is shown', async () => {
    for (const { title, targets } of panels) {
      for (const { expr, legendFormat } of targets) {
        const named = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label as string);
        const [sample] = await prometheus.query(expr);
        for (const label of named) expect(Object.keys(sample?.metric ?? {}), `${title}: ${expr}`).toContain(label);
      }
    }
  });

  test('evaluates every alert rule, and none of them fires', async () => {
    const rules = await prometheus.rules();
    expect(rules.length).toBeGreaterThan(9);
    expect(rules.filter(({ health, state }) => health !== 'ok' || state === 'firing')).toEqual([]);
  });

  test('counts what was sent: the increase over the load is the load', { timeout: 60_000 }, async () => {
    const total = 'sum(mianshen_graphql_duration_seconds_count{operation="Push"})';
    const count = async () => Number((await prometheus.query(total))[0]?.value[1]);
    const shown = async () => {
      const pushes = [...(await readMetrics(world.url))].filter(([series]) => /seconds_count.*"Push"/.test(series));
      return pushes.reduce((sum, [, value]) => sum + value, 0);
    };
    const before = await shown();
    await (await sendLoad(world, { ...some, pushes: 11 })).close();
    expect(await shown()).toBe(before + 11);
    await eventually(async () => (await count()) === before + 11, 'Prometheus has the figure');
  });
});
