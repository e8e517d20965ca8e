import { DocumentKind } from '../../programme/catalogue/document-kind.js';
import { demonstrationPaper } from './demonstration-paper.js';
import { attachPapers, insertPapers, type Paper } from '../demonstration.sql.js';
import { type DemonstrationTools, instantOf } from '../demonstration-tools.js';
import type { DemonstrationInstitution } from './institutions.js';
import type { DemonstrationPolicy } from './policies.js';

/** Adds papers to the policies: one of each kind for each institution, used for all its policies. */
export async function bringPapers(
  system: DemonstrationTools,
  programme: string,
  institutions: DemonstrationInstitution[],
  policies: DemonstrationPolicy[],
): Promise<void> {
  const papers = await storePapers(system, institutions);
  const missing = policies.flatMap(({ institution, row, missingPapers }) =>
    missingPapers.map((kind) => ({ institutionId: institution.id, policyNo: row.policyNo as string, kind })),
  );
  await system.asSystem(async (em) => {
    await insertPapers(em, papers, instantOf('2025-08-18', 8, 30));
    await attachPapers(em, programme, papers, missing);
  });
}

function storePapers(system: DemonstrationTools, institutions: DemonstrationInstitution[]): Promise<Paper[]> {
  const wanted = institutions.flatMap((institution) =>
    Object.values(DocumentKind).map((kind) => ({ institution, kind })),
  );
  return Promise.all(
    wanted.map(async ({ institution, kind }) => {
      const stored = await system.documents.put(demonstrationPaper(kind, institution.name));
      if (!stored) throw new Error('The document store did not take the demonstration’s paper');
      return { institutionId: institution.id, kind, ...stored };
    }),
  );
}
