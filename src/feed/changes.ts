import type { Site } from './formats/catalogue.js';
import type { FeedChangeRow } from './published.sql.js';
import { changeKinds } from './formats/vocabulary.js';

/** Returns a change for a mirror: with the current line, or without a line for a tombstone. */
export function changeAsJson(change: FeedChangeRow): object {
  const { cursor, kind, occurredAt, notice, noticeTitle, release, creditCode, reason, entry } = change;
  const { programme, serviceNotice } = change;
  const line = entry === null ? null : (JSON.parse(entry) as object);
  const of = { notice, noticeTitle, programme, serviceNotice };
  return { cursor, kind, occurredAt, ...of, release, creditCode, reason, entry: line };
}

export function changesAsNdjson(changes: FeedChangeRow[]): string {
  return changes.map((change) => `${JSON.stringify(changeAsJson(change))}\n`).join('');
}

function titleOf({ kind, title, creditCode, entry, name: known }: FeedChangeRow): string {
  const [chinese] = changeKinds[kind] ?? [kind];
  const name = entry === null ? known : ((JSON.parse(entry) as { name?: string }).name ?? known);
  return [chinese, name ?? creditCode, title].filter(Boolean).join(' · ');
}

function urlOf(site: Site, { notice, release, creditCode, programme, serviceNotice }: FeedChangeRow): string {
  if (serviceNotice !== null) return `${site.url}/service-notices/${serviceNotice}`;
  if (notice === null) return `${site.url}/programmes/${encodeURIComponent(programme)}`;
  const query = new URLSearchParams({ notice, ...(creditCode && { q: creditCode }) });
  return `${site.url}/?${query.toString()}#release-${release}`;
}

/** The content of one feed: all changes, or those of one company. */
export interface ChangeFeed {
  changes: FeedChangeRow[];
  /** Path of the next page; undefined if there is none. */
  next: string | undefined;
  creditCode: string | undefined;
}

const feedTitle = (creditCode: string | undefined) =>
  ['科技保险补贴公示动态', creditCode].filter((part) => part !== undefined).join(' · ');

const addressOf = (site: Site, path: string, creditCode: string | undefined) =>
  `${site.url}/feed/${path}${creditCode === undefined ? '' : `?creditCode=${creditCode}`}`;

/** Returns JSON Feed 1.1. */
export function changesAsJsonFeed(site: Site, { changes, next, creditCode }: ChangeFeed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: feedTitle(creditCode),
    home_page_url: `${site.url}/`,
    feed_url: addressOf(site, 'changes.json', creditCode),
    ...(next && { next_url: site.url + next }),
    language: 'zh-CN',
    authors: [{ name: site.publisher }],
    items: changes.map((change) => ({
      id: `${site.url}/feed/changes/${change.cursor}`,
      url: urlOf(site, change),
      title: titleOf(change),
      content_text: change.reason ?? (changeKinds[change.kind]?.join(' / ') || change.kind),
      date_published: change.occurredAt,
      tags: [change.kind],
      _mianshen: changeAsJson(change),
    })),
  };
}

/** Returns Atom (RFC 4287). A removed line is an entry like any other, with its reason. */
export function changesAsAtom(site: Site, { changes, next, creditCode }: ChangeFeed, now: Date): string {
  const entries = changes.map(
    (change) => `  <entry>
    <id>${escapeXml(`${site.url}/feed/changes/${change.cursor}`)}</id>
    <title>${escapeXml(titleOf(change))}</title>
    <updated>${change.occurredAt}</updated>
    <link href="${escapeXml(urlOf(site, change))}"/>
    <category term="${escapeXml(change.kind)}"/>
    <summary>${escapeXml(change.reason ?? (changeKinds[change.kind]?.join(' / ') || change.kind))}</summary>
  </entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <id>${escapeXml(addressOf(site, 'changes', creditCode))}</id>
  <title>${feedTitle(creditCode)}</title>
  <updated>${changes[0]?.occurredAt ?? now.toISOString()}</updated>
  <author><name>${escapeXml(site.publisher)}</name></author>
  <link rel="self" href="${escapeXml(addressOf(site, 'changes.atom', creditCode))}"/>
${next ? `  <link rel="next" href="${escapeXml(`${site.url}${next}`)}"/>\n` : ''}${entries.join('\n')}
</feed>
`;
}

/**
 * Escapes text for XML. Characters that XML cannot contain are refused at every input (`findUnwritable`); a bare
 * carriage return is escaped, because it would be read as a line feed.
 */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
