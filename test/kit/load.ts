import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createClient as createStream } from 'graphql-sse';
import { csvOf } from './upload.js';
import { type ArrangedEnterprise, policyRow, programmeCode } from './world.js';

/** The client names with which the parts of the load are sent. */
export const clients = { office: 'portal', desk: 'desk', page: 'page', core: 'core', mirror: 'mirror' };

/** The number of each kind of request. */
export interface LoadSize {
  officeQueries: number;
  /** Sent without a token; from the third request on it is answered from memory. */
  publicLists: number;
  pushes: number;
  forbidden: number;
  badTokens: number;
  badDocuments: number;
  sockets: number;
  queriesEach: number;
  streams: number;
  badStreams: number;
  files: number;
  feedReads: number;
}

/** A load that gives every figure a value. */
export const usualLoad: LoadSize = {
  officeQueries: 40,
  publicLists: 30,
  pushes: 5,
  forbidden: 7,
  badTokens: 4,
  badDocuments: 3,
  sockets: 6,
  queriesEach: 2,
  streams: 2,
  badStreams: 2,
  files: 3,
  feedReads: 9,
};

export interface LoadedWorld {
  url: string;
  insurer: { token: string };
  auditor: { token: string };
  noticeId: string;
  company: ArrangedEnterprise;
}

/** Sends a load of a known size; returns a function that closes open connections. */
export async function sendLoad(
  world: LoadedWorld,
  size: LoadSize,
): Promise<{ fromMemory: number; close: () => Promise<void> }> {
  const { auditor, noticeId } = world;
  const ask = (query: string, client: string, token?: string, variables: object = {}) =>
    send(world, { query, variables }, client, token);
  await times(size.officeQueries, () => ask('query Mine { viewer { role } }', clients.office, auditor.token));
  const list = 'query List($id: ID!) { recipients(noticeId: $id, first: 2) { totalCount nodes { name amount } } }';
  const lists = await times(size.publicLists, () => ask(list, clients.page, undefined, { id: noticeId }));
  await times(size.pushes, (place) => sendPush(world, place));
  await times(size.forbidden, () => ask('query NotMine { policies { totalCount } }', clients.page));
  await times(size.badTokens, () => ask('query Mine { viewer { role } }', clients.page, 'forged'));
  await times(size.badDocuments, () => ask('query Wrong { nothing }', clients.page));
  await times(size.files, (place) => uploadFile(world, place));
  await times(size.feedReads, () => fetch(`${world.url}/feed`, { headers: namedAs(clients.mirror) }));
  const closes = [
    ...(await times(size.sockets, () => openSocket(world, size.queriesEach))),
    ...(await times(size.streams, () => openStream(world))),
  ];
  await times(size.badStreams, () =>
    fetch(`${world.url}/graphql/stream?query=${encodeURIComponent('subscription Wrong { nothing }')}`, {
      headers: namedAs(clients.mirror),
    }),
  );
  return {
    fromMemory: lists.filter(({ headers }) => headers.get('x-cache') === 'hit').length,
    close: async () => void (await Promise.all(closes.map((close) => close()))),
  };
}

const send = ({ url }: LoadedWorld, body: object, client: string, token: string | undefined) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...namedAs(client), 'content-type': 'application/json', ...bearing(token) },
    body: JSON.stringify(body),
  });

const push =
  'mutation Push($input: SubmitPoliciesInput!) { submitPolicies(input: $input) { submission { acceptedCount } } }';
const follow = 'subscription Follow { noticePublished { cursor } }';

const namedAs = (client: string) => ({ 'x-client-name': client });
const bearing = (token: string | undefined) => token && { authorization: `Bearer ${token}` };

export function sendPush(world: LoadedWorld, place: number): Promise<Response> {
  const rows = [policyRow(world.company)];
  const input = { programme: programmeCode, rows, idempotencyKey: `load-${Date.now()}-${place}` };
  return send(world, { query: push, variables: { input } }, clients.core, world.insurer.token);
}

/** Runs one after the other, because concurrent requests may share an answer or be refused. */
async function times<T>(count: number, work: (place: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let place = 0; place < count; place += 1) results.push(await work(place));
  return results;
}

async function uploadFile({ url, insurer, company }: LoadedWorld, place: number): Promise<void> {
  const rows = Array.from({ length: 20 }, () => policyRow(company));
  const response = await fetch(
    `${url}/upload/policies?programme=${programmeCode}&idempotencyKey=${Date.now()}-${place}`,
    {
      method: 'POST',
      headers: { ...namedAs(clients.core), ...bearing(insurer.token), 'content-type': 'application/octet-stream' },
      body: csvOf(rows),
    },
  );
  if (response.status !== 202) throw new Error(`A file was refused: ${await response.text()}`);
}

/** Opens a socket with some queries and one subscription. */
async function openSocket({ url, auditor }: LoadedWorld, queries: number): Promise<() => Promise<void>> {
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    lazy: false,
    connectionParams: { ...bearing(auditor.token), 'x-client-name': clients.desk },
  });
  const begun = socket.iterate({ query: follow });
  void begun.next();
  for (let count = 0; count < queries; count += 1) {
    for await (const _ of socket.iterate({ query: 'query OverSocket { viewer { role } }' })) continue;
  }
  return async () => socket.dispose();
}

async function openStream({ url, auditor }: LoadedWorld): Promise<() => Promise<void>> {
  const connected = Promise.withResolvers<void>();
  const stream = createStream({
    url: `${url}/graphql/stream`,
    retryAttempts: 0,
    headers: { ...namedAs(clients.mirror), ...bearing(auditor.token) },
    on: { connected: () => connected.resolve() },
  });
  void stream
    .iterate({ query: follow })
    .next()
    .catch(() => undefined);
  await connected.promise;
  return async () => stream.dispose();
}
