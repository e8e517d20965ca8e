import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';

/** Where the bytes of papers lie: a folder, or a bucket. Each under its SHA-256, never below a folder that is served. */
export interface PaperShelf {
  write: (sha256: string, bytes: Buffer) => Promise<void>;
  /** The bytes; undefined where there are none under this name. */
  read: (sha256: string) => Promise<Readable | undefined>;
}

export function folderShelf(folder: string): PaperShelf {
  const fileOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256);
  return {
    write: async (sha256, bytes) => {
      const file = fileOf(sha256);
      await fs.mkdir(path.dirname(file), { recursive: true });
      // Written beside and renamed: a kill in the middle leaves no half paper under a name that vouches for it.
      const partial = `${file}.${process.pid}-${performance.now()}`;
      await fs.writeFile(partial, bytes, { flush: true });
      await fs.rename(partial, file);
    },
    read: async (sha256) => {
      const there = await fs.access(fileOf(sha256)).then(
        () => true,
        () => false,
      );
      return there ? createReadStream(fileOf(sha256)) : undefined;
    },
  };
}

/** A bucket of a service that speaks S3, addressed by path. */
export interface S3Settings {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export function s3Shelf({ endpoint, bucket, ...credentials }: S3Settings): PaperShelf {
  const client = new AwsClient({ ...credentials, service: 's3', retries: 3 });
  const addressOf = (sha256: string) =>
    `${endpoint.replace(/\/$/, '')}/${bucket}/documents/${sha256.slice(0, 2)}/${sha256}`;
  return {
    write: async (sha256, bytes) => {
      const response = await client.fetch(addressOf(sha256), { method: 'PUT', body: new Uint8Array(bytes) });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`The document store answered ${response.status} to a PUT`);
    },
    read: async (sha256) => {
      const response = await client.fetch(addressOf(sha256));
      if (response.status === 404) return undefined;
      if (!response.ok || !response.body) throw new Error(`The document store answered ${response.status} to a GET`);
      return Readable.fromWeb(response.body as never);
    },
  };
}
