import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { once } from '../kernel/once.js';
import { etagOf } from './representation.js';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/page');

export interface Asset {
  type: string;
  etag: string;
  bytes: Buffer;
  /** Compressed at the first request, because compression takes longer than reading the file. */
  gzip: () => Buffer;
  br: () => Buffer;
}

export interface BuiltAssets {
  /** Script files of pages, by source file: `src/web/client.tsx`. */
  scripts: Map<string, string>;
  styles: string[];
  files: Map<string, Asset>;
}

interface ManifestEntry {
  file: string;
  css?: string[];
  isEntry?: boolean;
}

/** The files that `npm run build` created for browsers. Without them, pages have no scripts and styles. */
export const builtAssets: () => BuiltAssets = once(readAssets);

function readAssets(): BuiltAssets {
  const manifest = path.join(folder, '.vite/manifest.json');
  if (!fs.existsSync(manifest)) return { scripts: new Map(), styles: [], files: new Map() };
  const known = JSON.parse(fs.readFileSync(manifest, 'utf8')) as Record<string, ManifestEntry>;
  const entries = Object.values(known);
  const names = new Set(entries.flatMap((entry) => [entry.file, ...(entry.css ?? [])]));
  const begun = Object.entries(known).filter(([, { isEntry }]) => isEntry);
  return {
    scripts: new Map(begun.map(([source, { file }]) => [source, file])),
    styles: begun.flatMap(([, { css = [] }]) => css),
    files: new Map([...names].map((name) => [name, readAsset(name)])),
  };
}

function readAsset(name: string): Asset {
  const bytes = fs.readFileSync(path.join(folder, name));
  return {
    type: name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    etag: etagOf(bytes),
    bytes,
    gzip: once(() => gzipSync(bytes, { level: 9 })),
    br: once(() => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })),
  };
}
