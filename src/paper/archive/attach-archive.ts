import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Refusal } from '../../kernel/errors/refusal.js';
import { recordEvents } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';
import type { DocumentStore } from '../store/document-store.js';
import type { ArchivedPaper } from './open-archive.js';
import { refusePaper } from '../paper.refusals.js';
import { DocumentKind } from '../../programme/catalogue/document-kind.js';
import { uploadDocument } from '../store/upload-document.js';
import { named } from '../../database/schema/columns.js';

export interface ArchiveReport {
  matched: { file: string; policyNo: string; policyId: string; kind: DocumentKind; documentId: string }[];
  unmatched: { file: string; refusal: Refusal }[];
}

interface Owner {
  policyId: string;
  policyNo: string;
  kind: DocumentKind;
}

/**
 * Attaches the papers of a ZIP to the policies that their names give; reports the reason for each that it could not
 * attach.
 */
export async function attachArchive(
  context: Context,
  store: DocumentStore,
  papers: AsyncIterable<ArchivedPaper>,
): Promise<ArchiveReport> {
  const report: ArchiveReport = { matched: [], unmatched: [] };
  for await (const paper of papers) {
    const done = await attachPaper(context, store, paper);
    if ('refusal' in done) report.unmatched.push(done);
    else report.matched.push(done);
  }
  return report;
}

async function attachPaper(context: Context, store: DocumentStore, paper: ArchivedPaper) {
  const refused = (refusal: Refusal) => ({ file: paper.file, refusal });
  const owners = await context.db.write((em) => findOwners(em, context.viewer.subjectId as string, paper));
  const [owner] = owners;
  if (!owner) {
    const [found] = paper.numbers;
    return refused(
      found === undefined
        ? refusePaper('PAPER_KIND_UNKNOWN', ['file'])
        : refusePaper('PAPER_POLICY_UNKNOWN', ['file'], { found }),
    );
  }
  if (paper.kind === undefined && owner.kind !== DocumentKind.INVOICE) {
    return refused(refusePaper('PAPER_KIND_UNKNOWN', ['file']));
  }
  const unpacked = await paper.unpack();
  if ('code' in unpacked) return refused(unpacked);
  const { mediaType } = unpacked;
  if (!mediaType) return refused(refusePaper('PAPER_TYPE_UNKNOWN', ['file']));
  const documentId = await uploadDocument(context, await store.keep({ ...unpacked, mediaType }));
  for (const each of owners) await attach(context, each, documentId);
  return { file: paper.file, ...owner, documentId };
}

/** Finds policies by policy number, otherwise by invoice number; one invoice may pay for several policies. */
async function findOwners(
  em: EntityManager,
  institutionId: string,
  { numbers, kind }: ArchivedPaper,
): Promise<Owner[]> {
  const { rows } = await sql<{ policyId: string; policyNo: string; byInvoice: boolean }>`
    select ${named('id as policy_id', 'policy_no')}, policy_no <> given.number as "byInvoice"
    from unnest(${numbers}::text[]) with ordinality as given (number, place)
      join policy on policy.policy_no = given.number or policy.invoice_no = given.number
    where institution_id = ${institutionId}::uuid and status = 'ACCEPTED'
    order by "byInvoice", given.place limit 100`.execute(em.getKysely());
  const [first] = rows;
  if (first && !first.byInvoice) return [ownerOf(first, kind ?? DocumentKind.POLICY)];
  return kind === DocumentKind.POLICY ? [] : rows.map((row) => ownerOf(row, DocumentKind.INVOICE));
}

function ownerOf({ policyId, policyNo }: Omit<Owner, 'kind'>, kind: DocumentKind): Owner {
  return { policyId, policyNo, kind };
}

function attach(context: Context, { policyId, kind }: Owner, documentId: string): Promise<void> {
  return context.db.write((em) =>
    recordEvents(
      em,
      context,
      'DOCUMENT_ATTACHED',
      'Policy',
      sql`
      select moved.policy_id as subject_id, policy.programme_id, policy.institution_id, null::uuid as enterprise_id,
        jsonb_build_object('kind', moved.kind, 'sha256', document.sha256) as data
      from moved join policy on policy.id = moved.policy_id join uploaded_document as document
        on document.id = moved.document_id`,
      sql`
      insert into policy_document (institution_id, policy_id, document_id, kind, attached_at)
      select institution_id, id, ${documentId}::uuid, ${kind}, ${context.clock.now()} from policy
      where id = ${policyId}::uuid
      on conflict (policy_id, kind, document_id) do nothing
      returning policy_id, document_id, kind`,
    ),
  );
}
