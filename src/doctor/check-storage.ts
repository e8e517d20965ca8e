import fs from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { openDocumentStore } from '../paper/store/document-store.js';
import { type Check, fault, type Finding, good, type Patient, warning } from './check.js';
import { reasonOf } from '../kernel/errors/reason-of.js';

const gigabyte = 1024 ** 3;
const leastFree = 5 * gigabyte;

export const checkDisk: Check = {
  name: 'disk',
  run: async ({ config: { dataFolder } }) => {
    const probe = path.join(dataFolder, `.doctor-${randomUUID()}`);
    try {
      await fs.mkdir(dataFolder, { recursive: true });
      await fs.writeFile(probe, 'probe', { flush: true });
      await fs.rm(probe);
    } catch (error) {
      return [
        fault(`DATA_DIR cannot be written: ${reasonOf(error)}`, 'Give the user of the gateway the right to write.'),
      ];
    }
    const { bavail, bsize } = await fs.statfs(dataFolder);
    const free = bavail * bsize;
    const says = `${Math.floor(free / gigabyte)} GB are free in DATA_DIR`;
    return [free >= leastFree ? good(says) : warning(says, 'Files, feed and papers need room: free 5 GB at least.')];
  },
};

export const checkPapers: Check = {
  name: 'papers',
  run: async (patient) => [checkPlace(patient), await checkNewestPaper(patient)],
};

function checkPlace({ config: { s3, production } }: Patient): Finding {
  if (s3) return good(`In the bucket ${s3.bucket}`);
  if (!production) return good('In DATA_DIR');
  return warning('In DATA_DIR of this gateway', 'Two gateways need one store: set S3_ENDPOINT and S3_BUCKET.');
}

async function checkNewestPaper({ config, query }: Patient): Promise<Finding> {
  const [newest] = await query<{ sha256: string }>(
    'select sha256 from uploaded_document order by uploaded_at desc limit 1',
  );
  if (!newest) return good('None was uploaded yet');
  try {
    const paper = await openDocumentStore(config).read(newest.sha256);
    paper?.destroy();
    if (paper) return good('The newest one is in the store');
    const says = 'The newest one of the database is not in the store';
    // The sandbox has made-up papers that were never uploaded.
    return config.production ? fault(says, 'Set S3_… or DATA_DIR to where the papers are.') : good(`${says} (sandbox)`);
  } catch (error) {
    return fault(`The store does not answer: ${reasonOf(error)}`, 'Check S3_ENDPOINT, S3_BUCKET and the S3_ keys.');
  }
}
