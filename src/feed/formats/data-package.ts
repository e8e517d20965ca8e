import { formats } from './formats.js';
import { fileUrl, type Site } from './catalogue.js';
import type { StoredFile } from '../file-store.js';
import type { CodeLists, FeedNotice } from '../published.sql.js';
import { feedColumns } from './vocabulary.js';

/**
 * Returns the Frictionless Table Schema v2 of the list: the meaning of each column in both languages, and the names of
 * codes.
 */
export function tableSchema(codes: CodeLists): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: feedColumns.map(({ name, type, title, titleInEnglish, description, descriptionInEnglish }) => ({
      name,
      title: `${title} / ${titleInEnglish}`,
      description: `${description} ${descriptionInEnglish}`,
      ...fieldType(name, type, codes),
    })),
    primaryKey: ['credit_code'],
    missingValues: [''],
  };
}

function fieldType(name: string, type: string, codes: CodeLists): object {
  const list = codes[name as keyof CodeLists];
  const categories = list?.map(({ code, name: label }) => ({ value: code, label }));
  if (type === 'list') return joinedCodes(categories);
  if (type === 'decimal') return { type: 'number', constraints: { required: true, minimum: 0 } };
  const unique = name === 'credit_code' || name === 'rank' || name === 'id';
  return { type, ...(categories && { categories }), constraints: { required: true, ...(unique && { unique }) } };
}

/**
 * Returns the type of a cell with several codes, with a pattern of the allowed ones. Table Schema v2 has a type `list`,
 * but its published profile does not allow it, and frictionless-py rejects packages that use it.
 */
function joinedCodes(itemCategories: { value: string; label: string }[] = []): object {
  const oneOf = `(${itemCategories.map(({ value }) => value).join('|')})`;
  return { type: 'string', constraints: { pattern: `${oneOf}(;${oneOf})*` }, itemCategories };
}

/**
 * Returns the Frictionless Data Package v2 of a notice: every release as CSV. The other formats contain the same lines.
 */
export function dataPackage(
  site: Site,
  notice: FeedNotice,
  codes: CodeLists,
  files: ReadonlyMap<number, StoredFile>,
): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: notice.programme.toLowerCase().replace(/[^-a-z0-9._/]/g, '-'),
    id: notice.globalId,
    title: notice.title,
    description: `${notice.documentNumber} ${notice.programmeTitle}`,
    version: `${notice.releases.length}.0.0`,
    created: notice.publishedAt,
    licenses: [{ name: site.licence.name.replaceAll(' ', '-'), path: site.licence.url }],
    contributors: [{ title: site.publisher, roles: ['publisher'] }],
    resources: notice.releases.map((release) => {
      const file = files.get(release.number);
      return {
        name: `recipients-${release.number}`,
        title: `第 ${release.number} 版 / Release ${release.number}`,
        description: release.reason ?? undefined,
        path: fileUrl(site, notice, release.number, 'csv'),
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        bytes: file?.size,
        hash: file && `sha256:${Buffer.from(file.digest, 'base64').toString('hex')}`,
        schema: tableSchema(codes),
        otherFormats: formats.slice(1).map(({ extension }) => fileUrl(site, notice, release.number, extension)),
      };
    }),
  };
}
