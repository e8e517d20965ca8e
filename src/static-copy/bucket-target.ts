import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { S3Settings } from '../paper/store/paper-shelf.js';
import type { CopyTarget } from './copy-target.js';

/** Without these options, Node keeps the whole body in memory in case of a redirect or a password prompt. */
const streamed = { redirect: 'error', window: null } as const;

/** Returns a bucket of an S3 service, addressed by path. Each object has its media type and cache header. */
export function bucketTarget({ endpoint, bucket, ...credentials }: S3Settings): CopyTarget {
  const client = new AwsClient({ ...credentials, service: 's3', retries: 3 });
  const addressOf = (name: string) =>
    `${endpoint.replace(/\/$/, '')}/${bucket}/${name.split('/').map(encodeURIComponent).join('/')}`;

  async function ask(method: string, name: string, init: { headers?: Record<string, string>; body?: BodyInit } = {}) {
    const response = await client.fetch(addressOf(name), { method, ...streamed, ...init });
    if (!response.ok && response.status !== 404) {
      throw new Error(`The bucket ${bucket} answered ${response.status} to ${method} ${name}`);
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    return response.ok ? { bytes, headers: response.headers } : undefined;
  }

  return {
    has: async (name) => (await ask('HEAD', name)) !== undefined,
    read: async (name) => (await ask('GET', name))?.bytes,
    write: async ({ name, type, cache, content, sha256 }) => {
      const digest = createHash('sha256').update(sha256).update(type).update(cache).digest('hex');
      const present = await ask('HEAD', name);
      if (present?.headers.get('x-amz-meta-copy-digest') === digest) return false;
      const headers = { 'content-type': type, 'cache-control': cache, 'x-amz-meta-copy-digest': digest };
      if (!(await ask('PUT', name, { headers, body: content }))) {
        throw new Error(`There is no bucket ${bucket}`);
      }
      return true;
    },
  };
}
