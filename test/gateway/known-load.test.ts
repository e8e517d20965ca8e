import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { clients, type LoadedWorld, sendLoad, usualLoad } from '../kit/load.js';
import { changesOf, readMetrics, seriesOf } from '../kit/metrics.js';
import { type Production, startProduction } from '../kit/production.js';
import { publishYear } from '../kit/published-year.js';
import { arrangeInsurer, arrangePerson } from '../kit/world.js';

/* A load of known size, and what an operator is shown of it: every figure is what was sent, and there is no other. */
let production: Production;
let world: LoadedWorld;
beforeAll(async () => {
  production = await startProduction({ now: '2025-08-20T02:00:00Z', offices: [] });
  const { gateway } = production;
  const { noticeId, companies } = await publishYear(gateway, 3);
  const [insurer, auditor] = [await arrangeInsurer(gateway), await arrangePerson(gateway, Role.AUDITOR)];
  world = { url: gateway.url, insurer, auditor, noticeId, company: companies[0]! };
});
afterAll(() => production.stop());

const size = usualLoad;

const operation = (labels: Record<string, string>) => seriesOf('mianshen_graphql_duration_seconds_count', labels);
const error = (code: string, name = 'none') => seriesOf('mianshen_graphql_errors_total', { code, operation: name });
const begun = (client: string, transport: string) =>
  seriesOf('mianshen_graphql_subscriptions_total', { operation: 'Follow', role: 'AUDITOR', client, transport });
const request = (route: string, method: string, status: number, role: string, client: string) =>
  seriesOf('mianshen_http_requests_total', { route, method, status: `${status}`, role, client });

test('the metrics equal the load that was sent', { timeout: 60_000 }, async () => {
  const before = await readMetrics(world.url);
  const { fromMemory, close } = await sendLoad(world, size);
  const open = await readMetrics(world.url);
  expect(open.get(seriesOf('mianshen_live_connections', { transport: 'socket' }))).toBe(size.sockets);
  expect(open.get(seriesOf('mianshen_live_connections', { transport: 'sse' }))).toBe(size.streams);
  await close();
  const closed = async () => {
    const now = await readMetrics(world.url);
    return ['socket', 'sse'].map((transport) => now.get(seriesOf('mianshen_live_connections', { transport })));
  };
  await expect.poll(closed).toEqual([0, 0]);
  const changes = changesOf(before, await readMetrics(world.url), [
    'mianshen_graphql_duration_seconds_count',
    'mianshen_graphql_errors_total',
    'mianshen_graphql_subscriptions_total',
    'mianshen_http_requests_total',
  ]);
  const monitoring = Object.keys(changes).filter((series) => series.includes('route="/metrics"'));
  for (const series of monitoring) delete changes[series];
  const asPublic = { kind: 'query', role: 'PUBLIC', client: clients.page, transport: 'http' };
  expect(changes).toEqual({
    [operation({ operation: 'Mine', kind: 'query', role: 'AUDITOR', client: clients.office, transport: 'http' })]:
      size.officeQueries,
    [operation({ ...asPublic, operation: 'List' })]: size.publicLists,
    [operation({ operation: 'Push', kind: 'mutation', role: 'INSURER', client: clients.core, transport: 'http' })]:
      size.pushes,
    [operation({ ...asPublic, operation: 'NotMine' })]: size.forbidden,
    [operation({ operation: 'OverSocket', kind: 'query', role: 'AUDITOR', client: clients.desk, transport: 'socket' })]:
      size.sockets * size.queriesEach,
    [error('UNAUTHENTICATED', 'NotMine')]: size.forbidden,
    [error('UNAUTHENTICATED')]: size.badTokens,
    [error('BAD_USER_INPUT')]: size.badDocuments + size.badStreams,
    [begun(clients.desk, 'socket')]: size.sockets,
    [begun(clients.mirror, 'sse')]: size.streams,
    [request('/upload/policies', 'POST', 202, 'INSURER', clients.core)]: size.files,
    [request('/feed', 'GET', 200, 'PUBLIC', clients.mirror)]: size.feedReads,
    [request('/graphql/stream', 'GET', 400, 'PUBLIC', clients.mirror)]: size.badStreams,
  });
  // How soon the list is in memory is up to the machine; how often it was answered from there is not.
  expect(fromMemory).toBeGreaterThan(0);
  const http = { route: '/graphql', method: 'POST', status: '200' };
  const counted = (cache: string) => {
    const series = seriesOf('mianshen_http_duration_seconds_count', { ...http, cache });
    return (open.get(series) ?? 0) - (before.get(series) ?? 0);
  };
  expect(counted('hit')).toBe(fromMemory);
  expect(counted('none')).toBe(size.officeQueries + size.publicLists - fromMemory + size.pushes);
});
