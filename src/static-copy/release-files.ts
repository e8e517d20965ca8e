import type { CopiedFile } from './copy-target.js';
import type { GatewaySource } from './gateway-source.js';

interface Catalogue {
  'dcat:dataset': { '@id': string; 'dct:identifier': string; 'dcat:distribution': { '@id': string }[] }[];
}

interface DataPackage {
  resources: { path: string; otherFormats: string[] }[];
}

/** The published files of all notices. */
export interface NoticeFiles {
  /** Files of the releases in every format; they never change. */
  releases: string[];
  /** Data packages that name these files, as they were when they were read. */
  packages: CopiedFile[];
  schemas: string[];
}

/** Returns the files of every notice in the catalogue, as named by its data package. */
export async function noticeFiles(source: GatewaySource, catalogue: CopiedFile): Promise<NoticeFiles> {
  const found: NoticeFiles = { releases: [], packages: [], schemas: [] };
  for (const dataset of await noticesOf(catalogue)) {
    const folder = `feed/notices/${dataset['dct:identifier']}`;
    const dataPackage = await source.require(`${folder}/datapackage.json`);
    const { resources } = await parsed<DataPackage>(dataPackage);
    found.releases.push(...resources.flatMap(({ path, otherFormats }) => [path, ...otherFormats].map(nameOf)));
    found.packages.push(dataPackage);
    found.schemas.push(`${folder}/schema.json`);
  }
  return found;
}

/** Returns the files of releases that a catalogue names. */
export async function releasesNamed(catalogue: CopiedFile): Promise<string[]> {
  return (await noticesOf(catalogue)).flatMap((dataset) =>
    dataset['dcat:distribution'].map((file) => nameOf(file['@id'])),
  );
}

async function noticesOf(catalogue: CopiedFile): Promise<Catalogue['dcat:dataset']> {
  return (await parsed<Catalogue>(catalogue))['dcat:dataset'].filter((dataset) =>
    dataset['@id'].includes('/feed/notices/'),
  );
}

export async function parsed<T>({ content }: CopiedFile): Promise<T> {
  return JSON.parse(await content.text()) as T;
}

/** Returns the path of a link. Links contain the public URL, which may differ from the one that is read. */
function nameOf(link: string): string {
  return new URL(link).pathname.slice(1);
}
