import type { StoredFile } from '../file-store.js';
import type { Format } from './format.js';
import { formats } from './formats.js';
import type { FeedNotice } from '../published.sql.js';

/**
 * DCAT-AP 3: the feed as a catalogue. Each notice is a dataset, each format of its newest release is a distribution.
 * Issued programmes and service notices are datasets, too.
 */
export interface Site {
  /** The public URL, without a trailing slash. */
  url: string;
  publisher: string;
  /** Licence of the published data. */
  licence: { name: string; url: string };
}

/** A notice, and the files of its newest release. */
export interface CataloguedNotice {
  notice: FeedNotice;
  files: ReadonlyMap<Format, StoredFile>;
}

/**
 * A reference to an external term with its class, which DCAT-AP's shapes require, so that readers need no vocabulary
 * files.
 */
const outside = (address: string, type: string) => ({ '@id': address, '@type': type });

/** Terms of the EU vocabularies that DCAT-AP requires. */
const authority = (name: string, type: string) =>
  outside(`http://publications.europa.eu/resource/authority/${name}`, type);

const concept = (name: string, chinese: string, english: string) => ({
  ...authority(name, 'skos:Concept'),
  'skos:prefLabel': bilingual(chinese, english),
});

const themes = [
  concept('data-theme/ECON', '经济与金融', 'Economy and finance'),
  concept('data-theme/GOVE', '政府与公共部门', 'Government and public sector'),
];
const themeTaxonomy = {
  ...authority('data-theme', 'skos:ConceptScheme'),
  'dct:title': bilingual('数据主题', 'Data theme'),
};
const stable = concept('planned-availability/STABLE', '长期稳定', 'stable');
const licenceOf = ({ licence }: Site) => outside(licence.url, 'dct:LicenseDocument');
const languages = {
  zh: authority('language/ZHO', 'dct:LinguisticSystem'),
  en: authority('language/ENG', 'dct:LinguisticSystem'),
};

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
      skos: 'http://www.w3.org/2004/02/skos/core#',
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
    'dct:license': licenceOf(site),
    'dct:language': [languages.zh, languages.en],
    'foaf:homepage': outside(`${site.url}/`, 'foaf:Document'),
    'dcat:themeTaxonomy': themeTaxonomy,
    ...lifetime(notices),
    'dcat:dataset': [...notices.map((one) => dataset(site, one)), ...issuedDatasets(site)],
  };
}

/** Returns the time of the first and of the newest release, as the issue and modification time of the catalogue. */
function lifetime(notices: CataloguedNotice[]): object {
  const instants = notices.flatMap(({ notice }) => notice.releases.map(({ publishedAt }) => publishedAt)).toSorted();
  const [first, last] = [instants.at(0), instants.at(-1)];
  return first && last ? { 'dct:issued': dateTime(first), 'dct:modified': dateTime(last) } : {};
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
    'dct:language': languages.zh,
    'dct:accessRights': authority('access-right/PUBLIC', 'dct:RightsStatement'),
    'dcat:theme': themes,
    'dcat:keyword': bilingual('科技保险', 'technology insurance'),
    'dct:temporal': {
      '@id': `${noticeUrl(site, notice)}#policy-year`,
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': date(`${notice.policyYear}-01-01`),
      'dcat:endDate': date(`${notice.policyYear}-12-31`),
    },
    'dcat:landingPage': outside(`${site.url}/?notice=${notice.globalId}`, 'foaf:Document'),
    'dcat:version': String(newest?.number ?? ''),
    'foaf:page': outside(`${noticeUrl(site, notice)}/datapackage.json`, 'foaf:Document'),
    'dcat:distribution': formats.map((format) => distribution(site, { notice, files }, format)),
  };
}

/** Returns the datasets of issued documents: one growing file for each kind. */
function issuedDatasets(site: Site): object[] {
  return [
    issuedDataset(site, 'programmes', '/programmes', {
      title: ['发布通知', 'Programmes'],
      description: [
        '各年度补贴工作及其发布通知：正文、发文机关、联系方式和附件。',
        'Programmes in force with the notice that issued each: text, issuing bodies, contacts and attachments.',
      ],
    }),
    issuedDataset(site, 'service-notices', '/programmes', {
      title: ['公告送达', 'Service notices'],
      description: [
        '向无法通过短信联系的企业发布的公告。',
        'Notices to companies that no text message reached; each names its companies.',
      ],
    }),
  ];
}

interface Bilingual {
  title: [chinese: string, english: string];
  description: [chinese: string, english: string];
}

function issuedDataset(site: Site, name: string, page: string, { title, description }: Bilingual): object {
  const address = `${site.url}/feed/${name}.json`;
  return {
    '@id': `${address}#dataset`,
    '@type': 'dcat:Dataset',
    'dct:identifier': name,
    'dct:title': bilingual(...title),
    'dct:description': bilingual(...description),
    'dct:publisher': { '@id': `${site.url}/#publisher` },
    'dct:language': languages.zh,
    'dct:accessRights': authority('access-right/PUBLIC', 'dct:RightsStatement'),
    'dcat:theme': themes,
    'dcat:keyword': bilingual('科技保险', 'technology insurance'),
    'dcat:landingPage': outside(site.url + page, 'foaf:Document'),
    'dcat:distribution': [
      {
        '@id': address,
        '@type': 'dcat:Distribution',
        'dct:title': 'JSON',
        'dct:description': bilingual(...description),
        'dcat:accessURL': { '@id': address },
        'dcat:downloadURL': { '@id': address },
        'dcat:mediaType': outside('https://www.iana.org/assignments/media-types/application/json', 'dct:MediaType'),
        'dct:format': authority('file-type/JSON', 'dct:MediaTypeOrExtent'),
        'dct:license': licenceOf(site),
        'dcatap:availability': stable,
      },
    ],
  };
}

function distribution(site: Site, { notice, files }: CataloguedNotice, format: Format): object {
  const address = fileUrl(site, notice, notice.releases.at(-1)?.number ?? 1, format.extension);
  const file = files.get(format);
  return {
    '@id': address,
    '@type': 'dcat:Distribution',
    'dct:title': format.title,
    'dct:description': bilingual(...format.description),
    'dcat:accessURL': { '@id': `${noticeUrl(site, notice)}/latest/recipients.${format.extension}` },
    'dcat:downloadURL': { '@id': address },
    ...mediaType(format),
    'dct:format': authority(`file-type/${format.fileType}`, 'dct:MediaTypeOrExtent'),
    ...(format.extension === 'csv' && {
      'dct:conformsTo': outside(`${noticeUrl(site, notice)}/schema.json`, 'dct:Standard'),
    }),
    'dct:license': licenceOf(site),
    'dcatap:availability': stable,
    ...(file && {
      'dcat:byteSize': { '@value': String(file.size), '@type': 'xsd:nonNegativeInteger' },
      'spdx:checksum': {
        '@id': `${address}#checksum`,
        '@type': 'spdx:Checksum',
        'spdx:algorithm': outside('http://spdx.org/rdf/terms#checksumAlgorithm_sha256', 'spdx:ChecksumAlgorithm'),
        'spdx:checksumValue': {
          '@value': Buffer.from(file.digest, 'base64').toString('hex'),
          '@type': 'xsd:hexBinary',
        },
      },
    }),
  };
}

/** Returns IANA's page of a media type; there is none for a type that starts with `x-`. */
function mediaType({ mediaType: sent }: Format): object {
  const [name = ''] = sent.split(';');
  if (name.includes('/x-')) return {};
  return { 'dcat:mediaType': outside(`https://www.iana.org/assignments/media-types/${name}`, 'dct:MediaType') };
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
