import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { Role } from '../../src/access/role.js';
import {
  ApproveDraftDocument,
  type DraftCalendarInput,
  DraftCalendarDocument,
  type DraftPartsFragment,
  DraftProgrammeDocument,
  type ProgrammeInput,
  ReviseProgrammeDocument,
} from '../generated/graphql.js';
import type { TestGateway } from './gateway.js';
import { arrangePerson, type Person } from './world.js';

/**
 * Converts a programme's data file to the input of the mutation: positions follow from the order, and a programme
 * created by the API is not a demonstration.
 */
export function programmeInput<Data extends { demonstration: boolean; rules: { products: { position: number }[] } }>(
  data: Data,
): ProgrammeInput {
  const { demonstration: _, ...programme } = data;
  const products = data.rules.products.map(({ position: __, ...product }) => product);
  return { ...programme, rules: { ...data.rules, products } } as unknown as ProgrammeInput;
}

/** Three persons: one prepares, and one of each department approves. */
export interface Drafters {
  preparer: Person;
  science: Person;
  regulator: Person;
}

export async function arrangeDrafters(gateway: TestGateway): Promise<Drafters> {
  return {
    preparer: await arrangePerson(gateway, Role.SCIENCE),
    science: await arrangePerson(gateway, Role.SCIENCE),
    regulator: await arrangePerson(gateway, Role.REGULATOR),
  };
}

/** Approves a checked draft for both departments; then it is in force, or waits for its instant. */
export async function approve(
  { science, regulator }: Drafters,
  { id, version }: DraftPartsFragment,
): Promise<DraftPartsFragment> {
  await approveBy(science, { id, version });
  return approveBy(regulator, { id, version: version + 1 });
}

async function approveBy(
  { client }: Person,
  { id, version }: Pick<DraftPartsFragment, 'id' | 'version'>,
): Promise<DraftPartsFragment> {
  const { approveDraft } = await client.get(ApproveDraftDocument, { input: { draftId: id, version } });
  expect(approveDraft.userErrors).toEqual([]);
  return approveDraft.draft as DraftPartsFragment;
}

/** Puts a new programme, or a later version where `version` is given, in force by a draft. */
export async function putProgrammeInForce(
  drafters: Drafters,
  programme: ProgrammeInput,
  version?: number,
): Promise<DraftPartsFragment> {
  const { client } = drafters.preparer;
  const input = { programme, idempotencyKey: randomUUID() };
  const { draft, userErrors } =
    version === undefined
      ? (await client.get(DraftProgrammeDocument, { input })).draftProgramme
      : (await client.get(ReviseProgrammeDocument, { input: { ...input, version } })).reviseProgramme;
  expect(userErrors).toEqual([]);
  expect(draft?.contradictions).toEqual([]);
  return approve(drafters, draft as DraftPartsFragment);
}

/** Puts a year of the calendar in force by a draft. */
export async function putCalendarInForce(
  drafters: Drafters,
  year: Omit<DraftCalendarInput, 'idempotencyKey'>,
): Promise<DraftPartsFragment> {
  const input = { ...year, idempotencyKey: randomUUID() };
  const { draft, userErrors } = (await drafters.preparer.client.get(DraftCalendarDocument, { input })).draftCalendar;
  expect(userErrors).toEqual([]);
  expect(draft?.contradictions).toEqual([]);
  return approve(drafters, draft as DraftPartsFragment);
}
