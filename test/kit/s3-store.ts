import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import S3rver from '@20minutes/s3rver';
import { AwsClient } from 'aws4fetch';
import type { S3Settings } from '../../src/paper/store/paper-shelf.js';

/** The only user of the server, which checks the signature of each request. */
const key = 'S3RVER';

/** A bucket of an S3 server. */
export interface S3Store {
  settings: S3Settings;
  /** Returns the names of all objects. */
  names: () => Promise<string[]>;
  get: (name: string) => Promise<Response>;
  stop: () => Promise<void>;
}

export async function startS3Store(bucket: string): Promise<S3Store> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'mianshen-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    directory,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  const settings = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    region: 'us-east-1',
    accessKeyId: key,
    secretAccessKey: key,
  };
  const client = new AwsClient({ accessKeyId: key, secretAccessKey: key, service: 's3', retries: 0 });
  const address = `${settings.endpoint}/${bucket}`;
  return {
    settings,
    get: (name) => client.fetch(`${address}/${name}`),
    names: async () => {
      const listed = await (await client.fetch(`${address}?list-type=2`)).text();
      return [...listed.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name]) => name as string);
    },
    stop: async () => {
      await server.close();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
}
