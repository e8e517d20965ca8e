import type { Context } from '../../access/context.js';
import type { Documents } from '../../access/shared-services.js';
import type { Viewer } from '../../access/viewer.js';
import { type Column, cursorVariable, exportDocument } from '../export-document.js';
import type { ListExport } from '../list-export.js';
import { parse } from 'graphql';

export interface ExportPage {
  columns: Column[];
  rows: Record<string, unknown>[];
  /** Cursor of the next page; null after the last one. */
  next: string | null;
}

interface AnsweredPage {
  nodes: Record<string, unknown>[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export function documentsOf({ documents }: Context): Documents {
  if (!documents) throw new Error('This program executes no documents');
  return documents;
}

/** Reads the next page of an export as the viewer who requested it. Throws the first error of the answer. */
export async function readExportPage(context: Context, exported: ListExport): Promise<ExportPage> {
  const documents = documentsOf(context);
  const { document, key, columns } = exportDocument(documents.schema, parse(exported.query));
  const variables = { ...exported.variables, [cursorVariable]: exported.cursor };
  const { data, errors } = await documents.execute(document, variables, viewerOf(exported), exported.language);
  if (errors?.[0]) throw errors[0];
  const { nodes, pageInfo } = (data as Record<string, AnsweredPage>)[key] as AnsweredPage;
  return { columns, rows: nodes, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

/** Returns the columns of an export's file. */
export function columnsOf(context: Context, { query }: ListExport): Column[] {
  return exportDocument(documentsOf(context).schema, parse(query)).columns;
}

function viewerOf({ accountId, role, subjectId, scopes, requestedAt }: ListExport): Viewer {
  const credential = scopes ? { keys: [], issuedAt: requestedAt, scopes } : undefined;
  return { accountId, role, subjectId, expiresAt: null, ...(credential && { credential }) };
}
