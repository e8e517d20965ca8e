import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RowKind } from '../../src/spreadsheet/row-kind.js';

/** What each kind of row is checked against; a new kind has to name its own. */
const options: Record<string, unknown> = {
  'policy-file.ts': {
    policyYear: 2024,
    maximumTermMonths: 12,
    termEndInclusive: true,
    products: [{ code: 'X', name: 'x' }],
  },
  'bank-result-row.ts': null,
  'company-row.ts': { listDate: '2025-08-01' },
  'qualification-row.ts': { kinds: [{ code: 'GAZELLE', name: '瞪羚企业' }] },
};

export interface FoundKind {
  name: string;
  kind: RowKind<unknown, unknown>;
  options: unknown;
}

/** Every kind of file that the reading process loads: each module of the source that exports a `RowKind`. */
export async function findRowKinds(): Promise<FoundKind[]> {
  const files = fs
    .globSync('src/**/*.ts')
    .filter((file) => /: RowKind<[^>]+> = \{/.test(fs.readFileSync(file, 'utf8')));
  return Promise.all(
    files.map(async (file) => {
      const name = path.basename(file);
      if (!(name in options)) throw new Error(`test/fuzz/row-kinds.ts has no options for the rows of ${file}`);
      const { default: kind } = (await import(pathToFileURL(file).href)) as { default: RowKind<unknown, unknown> };
      return { name, kind, options: options[name] };
    }),
  );
}
