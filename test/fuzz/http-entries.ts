import { Role } from '../../src/access/role.js';
import type { DeclaredRoute } from '../../src/http/route-access.js';
import { globalId } from '../../src/kernel/values/global-id.js';
import type { ApiClient } from '../kit/client.js';
import type { TestGateway } from '../kit/gateway.js';
import { arrangeNotice, type PublishedNotice, someLines } from '../kit/published.js';
import { confirmContact } from '../kit/published-year.js';
import { arrangeEnterprise, arrangeInsurer, arrangePerson, arrangeProgramme, programmeCode } from '../kit/world.js';
import { findRowKinds } from './row-kinds.js';
import { validFiles, validPapers } from './valid-files.js';

/** A route that takes a body, and how it is called so that the body is read. */
export interface HttpEntry {
  name: string;
  client: ApiClient;
  address: () => Promise<{ path: string; headers?: Record<string, string> }>;
  contentType: string;
  valid: Buffer[];
}

const octets = 'application/octet-stream';
const list = `source=x&listDate=2025-08-01`;

/** Every route that takes a body; one that needs more than `x` in its address is called as named here. */
export async function httpEntries(gateway: TestGateway): Promise<HttpEntry[]> {
  await arrangeProgramme(gateway);
  const notice = await arrangeNotice(gateway, someLines(1), '2099-12-31');
  const clients = await clientsOf(gateway);
  const [files, papers] = [await tables(), await validPapers()];
  const entries = gateway.routes
    .filter(({ method, url }) => !['GET', 'HEAD', 'OPTIONS', 'DELETE'].includes(method) && !url.includes('/stream'))
    .map((route) => entryOf(route, { gateway, notice, clients, files, papers }));
  // One route takes both kinds of list.
  return entries.flatMap((entry) =>
    entry.name.endsWith('/upload/lists') ? [entry, withKind(entry, 'COMPANY_REGISTER')] : [entry],
  );
}

function withKind(entry: HttpEntry, kind: string): HttpEntry {
  const address = async () => ({ path: `/upload/lists?kind=${kind}&${list}` });
  return { ...entry, name: `${entry.name} ${kind}`, address };
}

interface World {
  gateway: TestGateway;
  notice: PublishedNotice;
  clients: Map<Role, ApiClient>;
  files: Buffer[];
  papers: Buffer[];
}

function entryOf({ method, url, access }: DeclaredRoute, world: World): HttpEntry {
  const role = 'roles' in access ? (access.roles[0] as Role) : Role.PUBLIC;
  const [contentType, valid] = bodiesOf(url, world);
  const client = world.clients.get(role) as ApiClient;
  return { name: `${method} ${url}`, client, address: addressOf(url, world), contentType, valid };
}

function bodiesOf(url: string, { files, papers }: World): [type: string, valid: Buffer[]] {
  if (url === '/graphql')
    return [
      'application/json',
      [Buffer.from('{"query":"query($a:Int){publicityNotices(first:$a){nodes{id}}}","variables":{"a":1}}')],
    ];
  if (url.startsWith('/oauth'))
    return [
      'application/x-www-form-urlencoded',
      [Buffer.from('grant_type=client_credentials&client_id=x&client_secret=%E7%94%B2')],
    ];
  if (url.startsWith('/callbacks'))
    return [
      octets,
      [Buffer.from('[{"id":"00000000-0000-4000-8000-000000000000","status":"FAILED","at":"2025-08-01T00:00:00Z"}]')],
    ];
  return [octets, url.includes('policies') || url.includes('lists') || url.includes('results') ? files : papers];
}

let phones = 0;

function addressOf(url: string, { gateway, notice }: World): HttpEntry['address'] {
  switch (url) {
    case '/upload/policies':
      return async () => ({ path: `${url}?programme=${programmeCode}` });
    case '/upload/lists':
      return async () => ({ path: `${url}?kind=QUALIFICATIONS&${list}` });
    case '/payment-batches/:id/results':
      return async () => ({ path: `/payment-batches/${globalId('PaymentBatch', crypto.randomUUID())}/results` });
    case '/objections/:challengeId/attachments':
      return async () => {
        phones += 1;
        // As if every objector came from an address of their own.
        await gateway.sql('update contact_challenge set address_digest = gen_random_uuid()::text');
        const { challengeId, code } = await confirmContact(
          gateway,
          notice.id,
          `1395550${String(phones).padStart(4, '0')}`,
        );
        return { path: `/objections/${challengeId}/attachments`, headers: { 'objection-code': code } };
      };
    default:
      return async () => ({ path: url.replaceAll(/:\w+|\*/g, 'x') });
  }
}

async function clientsOf(gateway: TestGateway): Promise<Map<Role, ApiClient>> {
  const { id } = await arrangeEnterprise(gateway);
  const clients = new Map([
    [Role.PUBLIC, gateway.client()],
    [Role.INSURER, (await arrangeInsurer(gateway)).client],
    [Role.ENTERPRISE, (await arrangePerson(gateway, Role.ENTERPRISE, id)).client],
  ]);
  for (const role of [Role.PLATFORM, Role.SCIENCE, Role.REGULATOR, Role.FINANCE, Role.AUDITOR]) {
    clients.set(role, (await arrangePerson(gateway, role)).client);
  }
  return clients;
}

async function tables(): Promise<Buffer[]> {
  const kinds = await findRowKinds();
  return (await Promise.all(kinds.map(({ kind }) => validFiles(kind.columns)))).flat();
}
