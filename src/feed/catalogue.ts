import type { StoredFile } from './file-store.js';
import { type Format, formats } from './formats.js';
import type { FeedNotice } from './published.sql.js';

/** DCAT-AP 3: the feed as a catalogue, each notice a dataset, each format of its newest release a distribution. */
export interface Site {
  /** Where the public reaches us, without a slash at the end. */
  url: string;
  publisher: string;
}

const licence = 'https://creativecommons.org/licenses/by/4.0/';

/** A notice, and the files of its newest release. */
export interface CataloguedNotice {
  notice: FeedNotice;
  files: ReadonlyMap<Format, StoredFile>;
}

/** Terms of the EU vocabularies that DCAT-AP asks for. */
const authority = (name: string) => ({ '@id': `http://publications.europa.eu/resource/authority/${name}` });

export function noticeUrl(site: Site, notice: FeedNotice): string {
  return `${site.url}/feed/notices/${notice.globalId}`;
}

export function fileUrl(site: Site, notice: FeedNotice, release: number, extension: string): string {
  return `${noticeUrl(site, notice)}/releases/${release}/recipients.${extension}`;
}

export function catalogueAsJsonLd(site: Site, notices: CataloguedNotice[]): object {
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      dcatap: 'http://data.europa.eu/r5r/',
      spdx: 'http://spdx.org/rdf/terms#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': `${site.url}/feed`,
    '@type': 'dcat:Catalog',
    'dct:title': bilingual('科技保险补贴公示开放数据', 'Open data of technology insurance subsidies'),
    'dct:description': bilingual(
      '免申即享补贴公示名单的全部版本、更正与签名存证。',
      'Every release of the published lists of subsidies paid without an application, with corrections and signed proofs.',
    ),
    'dct:publisher': { '@id': `${site.url}/#publisher`, '@type': 'foaf:Agent', 'foaf:name': site.publisher },
    'dct:license': { '@id': licence },
    'dct:language': [authority('language/ZHO'), authority('language/ENG')],
    'foaf:homepage': { '@id': `${site.url}/` },
    'dcat:dataset': notices.map((one) => dataset(site, one)),
  };
}

function dataset(site: Site, { notice, files }: CataloguedNotice): object {
  const newest = notice.releases.at(-1);
  return {
    '@id': noticeUrl(site, notice),
    '@type': 'dcat:Dataset',
    'dct:identifier': notice.globalId,
    'dct:title': bilingual(notice.title, `Published list of ${notice.programme}`),
    'dct:description': bilingual(
      `${notice.documentNumber}，${notice.programmeTitle}。`,
      `Published under ${notice.documentNumber}; policy year ${notice.policyYear}.`,
    ),
    'dct:publisher': { '@id': `${site.url}/#publisher` },
    'dct:issued': dateTime(notice.publishedAt),
    'dct:modified': dateTime(newest?.publishedAt ?? notice.publishedAt),
    'dct:language': authority('language/ZHO'),
    'dct:accessRights': authority('access-right/PUBLIC'),
    'dcat:theme': [authority('data-theme/ECON'), authority('data-theme/GOVE')],
    'dcat:keyword': bilingual('科技保险', 'technology insurance'),
    'dct:temporal': {
      '@id': `${noticeUrl(site, notice)}#policy-year`,
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': date(`${notice.policyYear}-01-01`),
      'dcat:endDate': date(`${notice.policyYear}-12-31`),
    },
    'dcat:landingPage': { '@id': `${site.url}/?notice=${notice.globalId}` },
    'dcat:version': String(newest?.number ?? ''),
    'dct:conformsTo': { '@id': `${noticeUrl(site, notice)}/datapackage.json` },
    'dcat:distribution': formats.map((format) => distribution(site, { notice, files }, format)),
  };
}

function distribution(site: Site, { notice, files }: CataloguedNotice, format: Format): object {
  const address = fileUrl(site, notice, notice.releases.at(-1)?.number ?? 1, format.extension);
  const file = files.get(format);
  return {
    '@id': address,
    '@type': 'dcat:Distribution',
    'dct:title': format.title,
    'dcat:accessURL': { '@id': `${noticeUrl(site, notice)}/latest/recipients.${format.extension}` },
    'dcat:downloadURL': { '@id': address },
    'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${format.mediaType.split(';')[0]}` },
    'dct:format': authority(`file-type/${format.fileType}`),
    'dct:license': { '@id': licence },
    'dcatap:availability': authority('planned-availability/STABLE'),
    ...(file && {
      'dcat:byteSize': { '@value': String(file.size), '@type': 'xsd:nonNegativeInteger' },
      'spdx:checksum': {
        '@id': `${address}#checksum`,
        '@type': 'spdx:Checksum',
        'spdx:algorithm': { '@id': 'http://spdx.org/rdf/terms#checksumAlgorithm_sha256' },
        'spdx:checksumValue': {
          '@value': Buffer.from(file.digest, 'base64').toString('hex'),
          '@type': 'xsd:hexBinary',
        },
      },
    }),
  };
}

function bilingual(chinese: string, english: string): object[] {
  return [
    { '@value': chinese, '@language': 'zh' },
    { '@value': english, '@language': 'en' },
  ];
}

function dateTime(value: string): object {
  return { '@value': value, '@type': 'xsd:dateTime' };
}

function date(value: string): object {
  return { '@value': value, '@type': 'xsd:date' };
}

type JsonLd = { [key: string]: unknown };

/** The same graph as Turtle, from the JSON-LD above: its shape is ours, so a few lines suffice. */
export function asTurtle(document: object): string {
  const { '@context': context, ...root } = document as JsonLd;
  const prefixes = Object.entries(context as Record<string, string>).map(
    ([name, uri]) => `@prefix ${name}: <${uri}> .`,
  );
  const blocks: string[] = [];
  describe(root, blocks);
  return `${prefixes.join('\n')}\n\n${blocks.join('\n\n')}\n`;
}

function describe(node: JsonLd, blocks: string[]): void {
  const { '@id': id, '@type': type, ...properties } = node;
  const place = blocks.push('') - 1;
  const pairs = Object.entries(properties).flatMap(([name, value]) =>
    [value].flat().map((object) => `  ${name} ${term(object, blocks)}`),
  );
  blocks[place] = `<${escapeIri(String(id))}> a ${String(type)}${pairs.map((pair) => ` ;\n${pair}`).join('')} .`;
}

function term(value: unknown, blocks: string[]): string {
  if (typeof value !== 'object' || value === null) return literal(String(value));
  const node = value as JsonLd;
  if ('@value' in node) {
    const suffix = node['@language'] ? `@${String(node['@language'])}` : `^^${String(node['@type'])}`;
    return literal(String(node['@value'])) + suffix;
  }
  if ('@type' in node) describe(node, blocks);
  return `<${escapeIri(String(node['@id']))}>`;
}

function literal(text: string): string {
  return JSON.stringify(text);
}

function escapeIri(iri: string): string {
  return iri.replace(/[<>"{}|^`\\\s]/g, (character) => encodeURIComponent(character));
}
