import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { GraphQLError } from 'graphql';
import type { Context } from '../access/context.js';
import { onceFor } from '../database/idempotency.js';
import { enterGranted } from '../granted/enter-granted.js';
import { Refused } from '../kernel/errors/refusal.js';
import { presentTrace } from '../kernel/tracing.js';
import { exportKind } from './end-with-grant.js';
import { exportDocument, UnfitDocument } from './export-document.js';
import { refuseExport } from './export.refusals.js';
import { type ExportFormat, ExportStatus, ListExport } from './list-export.js';
import { documentsOf } from './writing/read-page.js';

/** Maximum number of running exports of an account. */
const mostWriting = 3;
/** Milliseconds for which a file is kept. */
const lifetime = 24 * 3_600_000;

export interface ExportRows {
  query: string;
  variables: Record<string, unknown>;
  format: ExportFormat;
  idempotencyKey: string;
}

/** Starts the export of a list and returns its id. Refuses at once what cannot be exported. */
export async function exportRows(context: Context, input: ExportRows): Promise<string> {
  const { viewer, clock, language } = context;
  const accountId = viewer.accountId as string;
  await requireFit(context, input);
  await context.db.end();
  const now = clock.now();
  const scopes = viewer.credential?.scopes ?? null;
  // The same idempotency key in another role or with other scopes is a different request.
  const asked = { ...input, role: viewer.role, subjectId: viewer.subjectId, scopes };
  const request = { accountId, operation: 'exportRows', key: input.idempotencyKey, input: asked, now };
  return context.db.write((em) =>
    onceFor(em, request, async () => {
      await requireFew(em, accountId);
      const { idempotencyKey: _, ...wanted } = asked;
      const exported = em.create(ListExport, {
        id: randomUUID(),
        accountId,
        language,
        ...wanted,
        status: ExportStatus.WRITING,
        cursor: null,
        pageCount: 0,
        rowCount: 0,
        failure: null,
        requestedAt: now,
        nextAt: now,
        attempts: 0,
        finishedAt: null,
        expiresAt: new Date(now.getTime() + lifetime),
        traceparent: presentTrace(),
      });
      await em.flush();
      await enterGranted(em, context, exportKind, exported.id);
      return exported.id;
    }),
  );
}

/** Reads the first row once, so that a wrong query is refused at once. */
async function requireFit(context: Context, { query, variables }: ExportRows): Promise<void> {
  const documents = documentsOf(context);
  try {
    const { document } = exportDocument(documents.schema, await documents.admit(context, { query, variables }));
    documents.check(document, variables);
    const { errors } = await documents.execute(document, variables, context.viewer, context.language);
    if (errors?.[0]) throw errors[0];
  } catch (error) {
    if (!(error instanceof UnfitDocument) && !(error instanceof GraphQLError)) throw error;
    const code = error instanceof GraphQLError ? error.extensions['code'] : undefined;
    if (code === 'RATE_LIMITED' || code === 'UNAVAILABLE') throw error;
    throw new Refused(refuseExport('EXPORT_QUERY_UNFIT', ['query'], { what: error.message }));
  }
}

async function requireFew(em: EntityManager, accountId: string): Promise<void> {
  const writing = await em.count(ListExport, { accountId, status: ExportStatus.WRITING });
  if (writing >= mostWriting) throw new Refused(refuseExport('EXPORTS_TOO_MANY', null, { limit: mostWriting }));
}
