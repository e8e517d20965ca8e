import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import { signedIn } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { contextOf, onlyFor } from '../http/route-access.js';
import type { Spool } from '../http/spool.js';
import { RouteRefused } from '../kernel/errors/route-refused.js';
import { keyOf } from '../kernel/values/global-id.js';
import { missingScope } from '../access/viewer.js';
import { columnsOf } from './writing/read-page.js';
import { writeParquet } from './writing/write-parquet.js';
import { exportedPlace, ExportFormat, ExportStatus, ListExport } from './list-export.js';

const reading = onlyFor({ what: 'Reading an export', roles: signedIn, scopes: [Scope.READ] });

const typeOf = {
  NDJSON: 'application/x-ndjson; charset=utf-8',
  CSV: 'text/csv; charset=utf-8',
  PARQUET: 'application/vnd.apache.parquet',
};

/**
 * Serves `GET /exports/:id/rows.ndjson`, `.csv` and `.parquet`: the file of an export, for the account, role and scopes
 * that requested it.
 */
export function exportRoutes(app: FastifyInstance, spool: Spool): void {
  for (const format of Object.values(ExportFormat)) {
    const path = `/exports/:id/rows.${format.toLowerCase()}`;
    app.get<{ Params: { id: string } }>(path, reading, async (request, reply) => {
      const context = contextOf(request);
      const exported = await findDone(context, keyOf('ListExport', request.params.id), format);
      await context.db.end();
      reply
        .type(typeOf[format])
        .header('content-disposition', `attachment; filename="rows.${format.toLowerCase()}"`)
        .header('cache-control', 'private, no-store');
      const parts = partsOf(context, exported);
      if (format !== ExportFormat.PARQUET) return spool.send(reply, context, () => Readable.from(parts));
      const columns = columnsOf(context, exported);
      return spool.sendWritten(reply, context, (file) => writeParquet(file, columns, parts));
    });
  }
}

async function findDone(context: Context, id: string | undefined, format: ExportFormat): Promise<ListExport> {
  const { viewer, clock } = context;
  const em = await context.db.read();
  const own = { accountId: viewer.accountId as string, role: viewer.role, subjectId: viewer.subjectId, format };
  const found = id ? await em.findOne(ListExport, { id, ...own, status: ExportStatus.DONE }) : null;
  const isReadable = found && found.expiresAt > clock.now() && mayReadAs(context, found);
  if (!isReadable) throw new RouteRefused(404, 'There is no such export of yours, or its time is over');
  return found;
}

/** Whether the token has all scopes with which the export was requested. */
function mayReadAs({ viewer }: Context, { scopes }: ListExport): boolean {
  if (!viewer.credential?.scopes) return true;
  return scopes !== null && missingScope(viewer, scopes) === undefined;
}

async function* partsOf(context: Context, { id, pageCount }: ListExport): AsyncGenerator<string> {
  for (let number = 0; number < pageCount; number += 1) {
    const sealed = await context.system.inSnapshot(async (em) => {
      const { rows } = await sql<{ sealed: string }>`
        select sealed_content as sealed from list_export_part where export_id = ${id}::uuid and number = ${number}`.execute(
        em.getKysely(),
      );
      return rows[0]?.sealed;
    });
    // The export was deleted meanwhile; an incomplete file must not be sent.
    if (sealed === undefined) throw new RouteRefused(404, 'There is no such export of yours, or its time is over');
    yield context.vault.open(sealed, exportedPlace);
  }
}
