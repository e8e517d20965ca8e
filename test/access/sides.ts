import { randomUUID } from 'node:crypto';
import { nodeTypes } from '../../src/gateway/node.resolver.js';
import { Role } from '../../src/access/role.js';
import { Scope } from '../../src/access/scope.js';
import type { ApiClient } from '../kit/client.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { preparedFor, type PreparedWorld } from '../kit/prepared.js';
import { arrangeFrontEnd } from '../kit/delegated.js';
import { arrangePerson } from '../kit/world.js';
import { populate, secrets, type TwoSides } from './populate.js';
import { foreignWords } from './whose.js';
import { wordsOf } from './walker.js';

/** Somebody who looks around, and every word that they may not find, with its column. */
export interface Reader {
  /** What they ask as. */
  role: Role;
  /** What they may see: PUBLIC where their token was not given the scope `read`. */
  sees: Role;
  client: ApiClient;
  forbidden: Map<string, string>;
}

/** Those who own something or nothing, and see at most their own. */
export const small = [
  'PUBLIC',
  'INSURER',
  'ENTERPRISE',
  'CITY',
  'INSURER of nothing',
  'ENTERPRISE of nothing',
  'CITY of nothing',
];
/** Whose tokens were not given the scope `read`. */
export const unread = ['INSURER without read', 'ENTERPRISE without read', 'SCIENCE without read'];
export const offices = ['PLATFORM', 'SCIENCE', 'REGULATOR', 'FINANCE', 'AUDITOR'];

/** Who of all may read what everybody else may not, whatever their rows. */
const everyOffice = offices as Role[];
const readersOfSecrets: Record<keyof typeof secrets, Role[]> = {
  accountNumber: [],
  objector: [Role.SCIENCE],
  objectorPhone: [Role.SCIENCE],
  objectorStatement: [Role.SCIENCE],
  fundingSource: everyOffice,
  exclusionReason: everyOffice,
  webhook: [Role.PLATFORM, Role.AUDITOR],
  finding: everyOffice,
};
const identityNumbers = ['11010519491231002X', '350102199003070012'];

export const idOf = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64url');
/** Members of staff are the roles that accounts hold. */
const otherTables: Record<string, string> = { StaffMember: 'role_grant' };
/** What is called by a code and not by a number. */
const keyColumns: Record<string, string> = {
  QualificationKind: 'code',
  Product: `rules_id || '/' || code`,
};
const tableOf = (type: string) => otherTables[type] ?? type.replaceAll(/(?<!^)[A-Z]/g, '_$&').toLowerCase();

const sidesWorld: PreparedWorld<TwoSides> = { name: 'sides', prepare: populate };

/** A gateway in which two sides have gone the whole way, and everybody who may look. */
export class Sides {
  readonly readers = new Map<string, Reader>();

  private constructor(
    readonly gateway: TestGateway,
    readonly sides: TwoSides,
  ) {}

  /** Begins with the two sides as another file may have taken them there. */
  static async open(environment: Record<string, string> = {}): Promise<Sides> {
    const gateway = await startTestGateway({ environment, world: sidesWorld });
    return Sides.#invited(gateway, preparedFor(gateway, sidesWorld));
  }

  /** Takes them there itself, and so sends each request on the way. */
  static async populated(): Promise<Sides> {
    const gateway = await startTestGateway();
    return Sides.#invited(gateway, await populate(gateway));
  }

  static async #invited(gateway: TestGateway, sides: TwoSides): Promise<Sides> {
    const invited = new Sides(gateway, sides);
    await invited.#invite();
    return invited;
  }

  async #invite(): Promise<void> {
    const { insurer, person, enterprise } = this.sides.mine;
    const nobody = { subject: randomUUID(), account: randomUUID() };
    await this.#add('PUBLIC', Role.PUBLIC, this.gateway.client(), nobody);
    const clerk = { subject: insurer.subjectId as string, account: insurer.accountId };
    await this.#add('INSURER', Role.INSURER, insurer.client, clerk);
    await this.#add('ENTERPRISE', Role.ENTERPRISE, person.client, {
      subject: enterprise.id,
      account: person.accountId,
    });
    for (const role of [Role.INSURER, Role.ENTERPRISE]) {
      const { accountId: account, client } = await arrangePerson(this.gateway, role);
      await this.#add(`${role} of nothing`, role, client, { ...nobody, account });
    }
    for (const [name, code] of [
      ['CITY', '3501'],
      ['CITY of nothing', '3505'],
    ] as const) {
      const [region] = await this.gateway.sql<{ id: string }>('select id from region where code = $1', [code]);
      const { accountId: account, client } = await arrangePerson(this.gateway, Role.CITY, region!.id);
      await this.#add(name, Role.CITY, client, { subject: region!.id, account });
    }
    await this.#inviteUnread();
    for (const [name, { role, client }] of Object.entries(this.sides.offices)) {
      this.readers.set(name, { role, sees: role, client, forbidden: new Map() });
    }
  }

  /** Front-ends that were let act for somebody, and not read for them. */
  async #inviteUnread(): Promise<void> {
    const { insurer, person, enterprise } = this.sides.mine;
    const company = { ...person, role: Role.ENTERPRISE, subjectId: enterprise.id };
    const { forbidden } = this.reader('PUBLIC');
    for (const [name, holder, scopes] of [
      ['INSURER without read', insurer, [Scope.WRITE]],
      ['ENTERPRISE without read', company, [Scope.MANAGE]],
      ['SCIENCE without read', this.sides.offices.SCIENCE, []],
    ] as const) {
      const { client, role } = await arrangeFrontEnd(this.gateway, holder, [...scopes]);
      this.readers.set(name, { role, sees: Role.PUBLIC, client, forbidden });
    }
  }

  async #add(name: string, role: Role, client: ApiClient, owner: Parameters<typeof foreignWords>[2]): Promise<void> {
    this.readers.set(name, { role, sees: role, client, forbidden: await foreignWords(this.gateway, role, owner) });
  }

  reader(name: string): Reader {
    return this.readers.get(name) as Reader;
  }

  /** What an answer says that this reader may not know. */
  leaksIn({ sees, forbidden }: Reader, answer: unknown): string[] {
    const words = wordsOf(answer);
    const { mine, theirs } = this.sides;
    const phones = [mine.person.phone, theirs.person.phone, ...identityNumbers];
    return [
      ...[...forbidden].filter(([word]) => words.includes(word)).map(([word, where]) => `${where} ${word}`),
      ...Object.entries(secrets)
        .filter(
          ([secret, word]) => !readersOfSecrets[secret as keyof typeof secrets].includes(sees) && words.includes(word),
        )
        .map(([secret]) => secret),
      ...phones.filter((phone) => words.includes(phone)),
    ];
  }

  /** Every object of a type, by its global id. */
  async everyId(type: string): Promise<string[]> {
    const rows = await this.gateway.sql<{ id: string }>(
      `select ${keyColumns[type] ?? 'id'} as id from "${tableOf(type)}" order by 1`,
    );
    return rows.map(({ id }) => idOf(type, id));
  }

  /** What is theirs, of a type that is not published. */
  async foreignIds(type: string): Promise<string[]> {
    const rows = await this.gateway.sql<{ id: string; text: string }>(
      `select ${keyColumns[type] ?? 'id'} as id, t::text as text from "${tableOf(type)}" t`,
    );
    return rows
      .filter(({ text }) => this.owners().some((owner) => text.includes(owner)))
      .map(({ id }) => idOf(type, id));
  }

  /** Of each type one that is theirs, and an id of the kind that names nothing. */
  async foreignAndAbsent(): Promise<[foreign: string, absent: string][]> {
    const pairs: [string, string][] = [];
    for (const type of ['RoleGrant', 'Authorisation', ...nodeTypes.keys()]) {
      const [foreign] = published.includes(type) ? [] : await this.foreignIds(type);
      if (foreign) pairs.push([foreign, idOf(type, randomUUID())]);
    }
    return pairs;
  }

  /** Everything of the other side in the database, table by table. */
  async stateOfTheirs(): Promise<Record<string, string>> {
    const tables = await this.gateway.sql<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    );
    const owners = this.owners();
    const state: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await this.gateway.sql<{ digest: string }>(
        `select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as digest from "${name}" t
         where ${owners.map((_, index) => `t::text like '%' || $${index + 1} || '%'`).join(' or ')}`,
        owners,
      );
      state[name] = row?.digest as string;
    }
    return state;
  }

  owners(): string[] {
    const { theirs, agent } = this.sides;
    return [theirs.insurer.subjectId as string, theirs.enterprise.id, theirs.person.accountId, agent];
  }
}

const published = [
  'Programme',
  'PublicityNotice',
  'Recipient',
  'Objection',
  'Recovery',
  'Region',
  'QualificationKind',
  'Product',
];
