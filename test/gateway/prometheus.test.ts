import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { hasPrometheus, Prometheus, promtool } from '../kit/prometheus.js';

/*
 * The configuration and the alert rules of deploy/ against a real Prometheus. Where it is not installed (`apt-get install
 * prometheus`; `.ci/run` does it) these tests are skipped.
 */
describe.skipIf(!hasPrometheus)('Prometheus', () => {
  let gateway: TestGateway;
  let prometheus: Prometheus;
  beforeAll(async () => {
    gateway = await startTestGateway();
    prometheus = await Prometheus.watching(gateway.url);
  });
  afterAll(async () => {
    await prometheus.stop();
    await gateway.stop();
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

  test('evaluates every alert rule, and no alert fires', async () => {
    await prometheus.seen();
    const rules = await prometheus.rules();
    expect(rules.length).toBeGreaterThan(9);
    expect(rules.filter(({ health, state }) => health !== 'ok' || state === 'firing')).toEqual([]);
  });
});
