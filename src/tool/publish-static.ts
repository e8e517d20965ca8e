import { parseArgs } from 'node:util';
import { readConfig } from '../config/config.js';
import { givenSettings } from '../config/given-settings.js';
import { reasonOf } from '../kernel/errors/reason-of.js';
import { explain } from '../config/plain-reason.js';
import { bucketTarget } from '../static-copy/bucket-target.js';
import { type CopyTarget, folderTarget } from '../static-copy/copy-target.js';
import { GatewaySource } from '../static-copy/gateway-source.js';
import { publishStatic } from '../static-copy/publish-static.js';

const usage = `Usage: npm run publish-static -- URL FOLDER
       npm run publish-static -- URL --bucket NAME    (with S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY)
`;

/**
 * `npm run publish-static`: copies the public pages of the gateway at URL; exit code 64 for wrong use, 1 for a failure.
 */
const [url, target] = readTarget();
try {
  const { written, kept } = await publishStatic(new GatewaySource(url), target);
  process.stdout.write(`${written.length} files written, ${kept} unchanged\n`);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

function readTarget(): [url: string, target: CopyTarget] {
  try {
    const { values, positionals } = parseArgs({ options: { bucket: { type: 'string' } }, allowPositionals: true });
    const [address, folder] = positionals;
    if (address && folder && !values.bucket && positionals.length === 2) return [address, folderTarget(folder)];
    if (address && values.bucket && positionals.length === 1) return [address, bucketTarget(bucketOf(values.bucket))];
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`);
  }
  process.stderr.write(usage);
  process.exit(64);
}

/** Returns the settings of the bucket to publish to; refuses the bucket of the private papers. */
function bucketOf(bucket: string) {
  const { s3 } = readConfig({ S3_BUCKET: bucket, ...givenSettings(process.env) });
  if (!s3) throw new Error('--bucket: give S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY');
  if (process.env['S3_BUCKET'] === bucket)
    throw new Error('--bucket: S3_BUCKET holds private papers; name another one');
  return { ...s3, bucket };
}
