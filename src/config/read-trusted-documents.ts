import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { z } from 'zod';
import * as command from '../cli/generated/graphql.js';
import { reasonOf } from '../kernel/errors/reason-of.js';

/** The format of GraphQL Code Generator (`persistedDocuments`) and that of Apollo's persisted query manifest. */
const Manifest = z.union([
  z
    .object({
      format: z.literal('apollo-persisted-query-manifest'),
      operations: z.array(z.object({ id: z.string(), body: z.string() })),
    })
    .transform(({ operations }) => operations.map(({ id, body }): [string, string] => [id, body])),
  z.record(z.string(), z.string()).transform((documents) => Object.entries(documents)),
]);

/** A file is not a manifest, or a hash in it is wrong. */
export class ManifestFault extends Error {}

/** Reads the documents of these manifests (separated by commas), and those that the command `mianshen` sends. */
export function readTrustedDocuments(files: string): string[] {
  const names = files.split(',').map((name) => name.trim());
  return [...names.filter(Boolean).flatMap(readManifest), ...commandDocuments()];
}

function readManifest(name: string): string[] {
  const documents = parseManifest(name);
  const wrong = documents.find(([hash, text]) => hash !== createHash('sha256').update(text).digest('hex'));
  if (wrong) throw new ManifestFault(`${name}: ${wrong[0]} is not the SHA-256 of its document`);
  return documents.map(([, text]) => text);
}

function parseManifest(name: string): [string, string][] {
  try {
    return Manifest.parse(JSON.parse(fs.readFileSync(name, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? 'neither { hash: document } nor Apollo’s manifest' : reasonOf(error);
    throw new ManifestFault(`${name}: ${reason}`);
  }
}

function commandDocuments(): string[] {
  return Object.values<unknown>(command)
    .filter((value) => value instanceof command.TypedDocumentString)
    .map(String);
}
