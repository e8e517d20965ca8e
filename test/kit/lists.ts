import { expect } from 'vitest';
import { Role } from '../../src/access/role.js';
import {
  ConfirmListImportDocument,
  ListImportDocument,
  type ListImportPartsFragment,
  type ListImportQuery,
} from '../generated/graphql.js';
import type { ApiClient } from './client.js';
import { eventually } from './eventually.js';
import type { TestGateway } from './gateway.js';
import { arrangePerson } from './world.js';

export type ReadList = Exclude<NonNullable<ListImportQuery['node']>, Record<PropertyKey, never>>;

export async function readList(client: ApiClient, id: string): Promise<ReadList> {
  const { node } = await client.get(ListImportDocument, { id });
  return node as ReadList;
}

/** Uploads a list and waits until it was compared. */
export async function uploadList(client: ApiClient, body: BodyInit, query: Record<string, string>): Promise<ReadList> {
  const search = new URLSearchParams({ listDate: '2025-08-01', ...query });
  const response = await client.fetch(`/upload/lists?${search}`, { method: 'POST', body });
  const answer = (await response.json()) as { id: string };
  if (response.status !== 202) expect.fail(JSON.stringify(answer));
  return listWhen(client, answer.id, ({ status }) => !['QUEUED', 'CHECKING'].includes(status));
}

export async function listWhen(
  client: ApiClient,
  id: string,
  isDone: (list: ReadList) => boolean,
  within = 30_000,
): Promise<ReadList> {
  return eventually(
    async () => {
      const list = await readList(client, id);
      return isDone(list) && list;
    },
    `the work on the list ${id} ends`,
    within,
  );
}

/** Confirms a list as another person of PLATFORM; returns the import. */
export async function confirmList(
  gateway: TestGateway,
  { id, version }: Pick<ListImportPartsFragment, 'id' | 'version'>,
): Promise<ListImportPartsFragment> {
  const { client } = await arrangePerson(gateway, Role.PLATFORM);
  const { confirmListImport } = await client.get(ConfirmListImportDocument, { input: { listImportId: id, version } });
  expect(confirmListImport.userErrors).toEqual([]);
  return confirmListImport.listImport as ListImportPartsFragment;
}
