import type { CopiedFile, CopyTarget } from './copy-target.js';
import type { GatewaySource } from './gateway-source.js';
import { headerRules } from './header-rules.js';
import { sizeOf, tileNames } from './log-files.js';
import { pageAssets } from './page-assets.js';
import { noticeFiles, parsed, releasesNamed } from './release-files.js';

/** Result of one run. */
export interface PublishedCopy {
  written: string[];
  /** Number of files that already existed. */
  kept: number;
}

const checkpoint = 'feed/log/checkpoint';
const serviceNotices = 'feed/service-notices.json';

/** Paths whose content changes, except notices, the catalogue and the checkpoint. */
const entryPoints = [
  'feed/catalog.ttl',
  'feed/vocabulary.json',
  'feed/programmes.json',
  'feed/changes.atom',
  'feed/changes.json',
  'feed/log/key',
  'robots.txt',
  'sitemap.xml',
  'icon.svg',
  'verify/mianshen-verify.mjs',
  'verify/mianshen-verify.mjs.sha256',
];

/**
 * Copies the public data of a gateway: first what never changes, then what refers to it, finally the catalogue and the
 * checkpoint. So a copy contains everything that it refers to, even during a run or after a failed one.
 */
export async function publishStatic(source: GatewaySource, target: CopyTarget): Promise<PublishedCopy> {
  const done: PublishedCopy = { written: [], kept: 0 };
  const put = async (file: CopiedFile) => {
    if (await target.write(file)) done.written.push(file.name);
    else done.kept += 1;
  };
  const catalogue = await source.require('feed/catalog.jsonld');
  const notices = await noticeFiles(source, catalogue);
  // Read after the packages: the feed shows a release only once it is in the log.
  const newest = await source.read(checkpoint);

  const unchanging = [...notices.releases, ...(await newTiles(target, newest)), ...(await pageAssets(source))];
  await eachOf(unchanging, async (name) => {
    if (await target.has(name)) done.kept += 1;
    else await source.download(name, put);
  });
  for (const name of [...notices.schemas, ...(await serviceNoticeNames(source)), ...entryPoints]) {
    const file = await source.read(name);
    if (file) await put(file);
  }
  for (const file of [headerRules, ...notices.packages]) await put(file);
  await put(await completeCatalogue(source, catalogue, notices.releases));
  if (newest) await put(newest);
  return done;
}

/** Number of concurrent requests, because a remote store answers slowly. */
const atOnce = 4;

async function eachOf(names: string[], work: (name: string) => Promise<void>): Promise<void> {
  const left = names.values();
  const workOnes = async () => {
    for (const name of left) await work(name);
  };
  await Promise.all(Array.from({ length: atOnce }, workOnes));
}

/**
 * Reads the catalogue again, which now contains sizes and digests of the files. If it names a release that was
 * published meanwhile, keeps the first one; the next run copies the rest.
 */
async function completeCatalogue(source: GatewaySource, first: CopiedFile, copied: string[]): Promise<CopiedFile> {
  const latest = await source.require(first.name);
  return (await releasesNamed(latest)).every((name) => copied.includes(name)) ? latest : first;
}

/** Returns the names of missing tiles. The checkpoint is written last, so all tiles of an existing checkpoint exist. */
async function newTiles(target: CopyTarget, newest: CopiedFile | undefined): Promise<string[]> {
  if (!newest) return [];
  const earlier = await target.read(checkpoint);
  return tileNames(sizeOf(await newest.content.bytes()), earlier && sizeOf(earlier));
}

async function serviceNoticeNames(source: GatewaySource): Promise<string[]> {
  const list = await parsed<{ serviceNotices: { id: string }[] }>(await source.require(serviceNotices));
  return [...list.serviceNotices.map(({ id }) => `feed/service-notices/${id}.json`), serviceNotices];
}
