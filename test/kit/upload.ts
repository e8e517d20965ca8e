import { expect } from 'vitest';
import { SubmissionDocument, type SubmissionQuery } from '../generated/graphql.js';
import type { ApiClient } from './client.js';
import { eventually } from './eventually.js';
import { programmeCode } from './world.js';

export const headings = '保单号,统一社会信用代码,企业名称,险种,保险起期,保险止期,保费（元）,发票号码';

type Row = ReturnType<typeof import('./world.js').policyRow>;

/** The cells of a row, in the order of the template's columns. */
export const valuesOf = (row: Row): string[] => [
  row.policyNo,
  row.creditCode,
  row.enterpriseName,
  row.product,
  row.startsOn,
  row.endsOn,
  row.premium,
  row.invoiceNo,
];

/** The rows as a CSV of the template's columns. */
export function csvOf(rows: Row[], head = headings): string {
  const lines = rows.map((row) =>
    valuesOf(row)
      .map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
      .join(','),
  );
  return [head, ...lines].join('\n');
}

export interface UploadAnswer {
  status: number;
  id: string;
  repeated: boolean;
  errors?: { message: string; extensions: { code: string } }[];
}

export async function upload(
  client: ApiClient,
  body: BodyInit,
  query: Record<string, string> = {},
  headers: Record<string, string> = { 'content-type': 'application/octet-stream' },
): Promise<UploadAnswer> {
  const search = new URLSearchParams({ programme: programmeCode, ...query });
  const response = await client.fetch(`/upload/policies?${search}`, { method: 'POST', body, headers });
  return { ...((await response.json()) as UploadAnswer), status: response.status };
}

export type UploadedSubmission = NonNullable<SubmissionQuery['submission']>;

/**
 * Milliseconds after which a test gives up waiting for a file. A file of 200 MB takes a minute on a slow, busy machine;
 * a hanging one never ends.
 */
export const filePatience = 150_000;

/** Waits until the work on a submission has ended, and returns it. */
export async function ended(client: ApiClient, id: string, within = filePatience): Promise<UploadedSubmission> {
  return eventually(
    async () => {
      const { submission } = await client.get(SubmissionDocument, { id });
      return submission && !['QUEUED', 'PROCESSING'].includes(submission.status) && submission;
    },
    `the work on ${id} ends`,
    within,
  );
}

/** Uploads a file and waits for the end. */
export async function uploaded(
  client: ApiClient,
  body: BodyInit,
  query: Record<string, string> = {},
): Promise<UploadedSubmission> {
  const answer = await upload(client, body, query);
  if (answer.status !== 202) expect.fail(JSON.stringify(answer));
  return ended(client, answer.id);
}

/** Returns the faults of each failed row: its index, and `code field`. */
export function faultsOf({ rows }: UploadedSubmission): [number, string[]][] {
  return rows.nodes
    .filter(({ userErrors }) => userErrors.length > 0)
    .map(({ index, userErrors }) => [index, userErrors.map(({ code, path }) => `${code} ${path?.at(-1)}`)]);
}
