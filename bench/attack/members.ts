import fs from 'node:fs';
import path from 'node:path';
import { Role } from '../../src/access/role.js';
import type { TestGateway } from '../../test/kit/gateway.js';
import { ApiClient } from '../../test/kit/client.js';
import { ended, headings, upload } from '../../test/kit/upload.js';
import { arrangeInsurer, arrangePerson } from '../../test/kit/world.js';
import { faultyRows } from '../pauses/hostile.js';
import { arrange, type BenchDatabase } from '../bench-database.js';
import { emptyRowsWorkbook, nestedWorkbook } from './workbooks.js';

export interface Members {
  /**
   * Returns what an attacker with a token needs: another account for each attack, so that they do not share a budget.
   */
  ofAttack: () => Promise<{ token: string; failedRows: string; folder: string }>;
  /** Sends one row as another institution; returns the milliseconds until it was processed. */
  sendSmallFile: () => Promise<number>;
}

/**
 * Creates clerks of two institutions, a submission of the first with 20,000 failed rows, and hostile workbooks as
 * files.
 */
export async function arrangeMembers({ ownerUrl, sql, folder }: BenchDatabase, url: string): Promise<Members> {
  await sql(`update programme set policy_push_until = '2099-12-31'`);
  const withClients = <T>(work: (gateway: TestGateway) => Promise<T>) =>
    arrange(ownerUrl, sql, (world) => work({ ...world, client: (token) => new ApiClient(url, token) }));
  const [attacker, other] = await withClients(
    async (gateway) =>
      [await arrangeInsurer(gateway, '闽江财产保险'), await arrangeInsurer(gateway, '海峡财产保险')] as const,
  );
  fs.writeFileSync(path.join(folder, 'nested.xlsx'), await nestedWorkbook());
  fs.writeFileSync(path.join(folder, 'empty-rows.xlsx'), await emptyRowsWorkbook());
  const { id } = await upload(attacker.client, faultyRows(20_000));
  await ended(attacker.client, id, 120_000);
  return {
    ofAttack: async () => {
      const { token } = await withClients((gateway) => arrangePerson(gateway, Role.INSURER, attacker.subjectId));
      return { token, failedRows: id, folder };
    },
    sendSmallFile: () => sendSmallFile(other.client),
  };
}

let files = 0;

async function sendSmallFile(client: ApiClient): Promise<number> {
  const began = performance.now();
  const answer = await upload(
    client,
    `${headings}\nP${(files += 1)},x,甲,产品责任保险,2024-03-01,2025-02-28,1.00,${files}\n`,
  );
  if (answer.status !== 202) throw new Error(`A file of another institution was answered with ${answer.status}`);
  await ended(client, answer.id, 60_000);
  return performance.now() - began;
}
