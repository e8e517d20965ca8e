import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';

/**
 * Where the bytes of papers are stored, under their SHA-256: a folder, or a bucket. It must never be below a folder
 * that is served.
 */
export interface PaperShelf {
  write: (sha256: string, bytes: Buffer) => Promise<void>;
  /** Stores a file; where possible its bytes do not pass through this process. */
  writeFile: (sha256: string, file: string) => Promise<void>;
  /** Returns the bytes; undefined where there are none under this digest. */
  read: (sha256: string) => Promise<Readable | undefined>;
}

export function folderShelf(folder: string): PaperShelf {
  const fileOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256);
  /** Writes to a temporary file and renames it, so that a kill cannot leave an incomplete paper under its digest. */
  const place = async (sha256: string, write: (partial: string) => Promise<void>) => {
    const file = fileOf(sha256);
    await fs.mkdir(path.dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}-${performance.now()}`;
    await write(partial);
    await fs.rename(partial, file);
  };
  return {
    write: (sha256, bytes) => place(sha256, (partial) => fs.writeFile(partial, bytes, { flush: true })),
    writeFile: (sha256, from) =>
      place(sha256, async (partial) => {
        await fs.copyFile(from, partial);
        const handle = await fs.open(partial, 'r+');
        await handle.sync().finally(() => handle.close());
      }),
    read: async (sha256) => {
      const there = await fs.access(fileOf(sha256)).then(
        () => true,
        () => false,
      );
      return there ? createReadStream(fileOf(sha256)) : undefined;
    },
  };
}

/** A bucket of an S3 service, addressed by path. */
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
  const write = async (sha256: string, bytes: Buffer) => {
    const response = await client.fetch(addressOf(sha256), { method: 'PUT', body: new Uint8Array(bytes) });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The document store answered ${response.status} to a PUT`);
  };
  return {
    write,
    writeFile: async (sha256, file) => write(sha256, await fs.readFile(file)),
    read: async (sha256) => {
      const response = await client.fetch(addressOf(sha256));
      if (response.status === 404) return undefined;
      if (!response.ok || !response.body) throw new Error(`The document store answered ${response.status} to a GET`);
      return Readable.fromWeb(response.body as never);
    },
  };
}
