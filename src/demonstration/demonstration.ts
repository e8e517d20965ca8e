import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { SettableClock } from '../kernel/clock.js';
import { dayOf } from '../kernel/values/dates.js';
import { Refused } from '../kernel/errors/refusal.js';
import { gatewayViewer } from '../access/viewer.js';
import { loadCatalogue, loadProgramme } from '../programme/load-programme.js';
import { fujian2025 } from '../programme/data/programme-data.js';
import { Region } from '../programme/catalogue/catalogue.js';
import {
  cityAccount,
  enterpriseAccount,
  firstAccountId,
  insertAccounts,
  insurerAccount,
  lastAccountId,
  officeAccounts,
} from './accounts.js';
import {
  countDemonstration,
  type DemonstrationCounts,
  findTopEnterprise,
  insertEnterprises,
  insertInstitutions,
} from './demonstration.sql.js';
import { type DemonstrationTools, instantOf } from './demonstration-tools.js';
import { type DemonstrationEnterprise, makeEnterprises } from './made-up/enterprises.js';
import { type DemonstrationInstitution, makeInstitutions } from './made-up/institutions.js';
import { openProgramme } from './open-programme.js';
import { bringPapers } from './made-up/papers.js';
import { recordLookUps } from '../register/look-up-company.js';
import { demonstrationSource, entriesOf } from './demonstration-register.js';
import { makePolicies } from './made-up/policies.js';
import { pushPolicies } from './push-policies.js';
import { playYear } from './year.js';

const programme = fujian2025.code;

/** The demonstration was begun by another version of the code, and this one cannot continue it. */
export class DemonstrationIncompleteError extends Error {}

/**
 * Fills an empty database with made-up companies and institutions and plays the programme of 2025 to its end. A
 * demonstration that was killed is continued. Returns undefined where nothing is to be done: it is complete, or the
 * database has other data.
 */
export function playDemonstration(system: DemonstrationTools): Promise<DemonstrationCounts | undefined> {
  return system.alone(async () => {
    const state = await system.asSystem(readState);
    if (state === 'COMPLETE' || state === 'NOT_OURS') return undefined;
    await play(system).catch((error: unknown) => {
      throw state === 'BEGUN' && error instanceof Refused ? incomplete(error) : error;
    });
    return system.asSystem((em) => countDemonstration(em, programme));
  });
}

type State = 'EMPTY' | 'BEGUN' | 'COMPLETE' | 'NOT_OURS';

async function readState(em: EntityManager): Promise<State> {
  const { rows } = await sql<{ state: State }>`
    select case
      when exists (select from account where id = ${lastAccountId}::uuid) then 'COMPLETE'
      when exists (select from account where id = ${firstAccountId}::uuid) then 'BEGUN'
      when exists (select from account) or exists (select from institution) or exists (select from enterprise)
        or exists (select from policy) then 'NOT_OURS'
      else 'EMPTY' end as state`.execute(em.getKysely());
  return (rows[0] as { state: State }).state;
}

async function play(system: DemonstrationTools): Promise<void> {
  await pushYear(system);
  await playYear(system, fujian2025);
  await finish(system);
}

/** A part of the demonstration. */
interface Part {
  /** The number of companies. */
  companies?: number;
  /** Push only what was pushed up to this time. */
  until?: Date;
}

/** Creates the programme with its companies, institutions, accounts and pushed policies. */
export async function pushYear(system: DemonstrationTools, { companies, until }: Part = {}): Promise<void> {
  const institutions = makeInstitutions();
  const enterprises = makeEnterprises(Number(dayOf(system.today).slice(0, 4))).slice(0, companies);
  const policies = makePolicies(enterprises, institutions);
  await begin(system, institutions, enterprises);
  await pushPolicies(system, programme, policies, until);
  await bringPapers(system, programme, institutions, policies);
}

async function begin(
  system: DemonstrationTools,
  institutions: DemonstrationInstitution[],
  enterprises: DemonstrationEnterprise[],
): Promise<void> {
  const clock = new SettableClock(instantOf(fujian2025.opensOn, 9));
  const context = system.contextFor(gatewayViewer, clock);
  await system.asSystem(async (em) => {
    await loadCatalogue(em);
    await loadProgramme(em, context, fujian2025);
    clock.set(instantOf(fujian2025.institutionRegistrationUntil, 17));
    await insertInstitutions(em, context, institutions);
    await recordLookUps(em, context, demonstrationSource, entriesOf(enterprises));
    await insertEnterprises(em, enterprises);
    const { id: fuzhou } = await em.findOneOrFail(Region, { code: '3501' });
    const accounts = [...officeAccounts(), cityAccount(fuzhou), ...institutions.map(insurerAccount)];
    await insertAccounts(em, accounts, clock.now());
  });
}

/** Inserts the account of the enterprise last: its presence shows that everything else is there. */
async function finish(system: DemonstrationTools): Promise<void> {
  const { today } = system;
  const context = system.contextFor(gatewayViewer, new SettableClock(today));
  await system.asSystem(async (em) => {
    await loadProgramme(em, context, openProgramme(today));
    await insertAccounts(em, [enterpriseAccount(await findTopEnterprise(em, programme))], today);
  });
}

function incomplete(cause: Refused): DemonstrationIncompleteError {
  const message =
    'The demonstration was begun by another version and cannot be finished by this one: delete the data folder ' +
    `(DATA_DIR), or empty the database, and start again. (${cause.message})`;
  return new DemonstrationIncompleteError(message, { cause });
}
