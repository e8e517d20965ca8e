import type { Context } from '../../access/context.js';
import { countInDatabase, type CountedLines } from '../../recipient/counted-lines.js';
import { countInMemory } from '../../recipient/memory/count-lines.js';
import { readRecipientFacets, type RecipientFacets } from '../../recipient/recipient-facets.js';
import {
  type RecipientGroup,
  recipientStatistics,
  type StatisticsGroup,
} from '../../recipient/recipient-statistics.js';
import type { NoticeRelease } from '../notice.js';
import { conditionsOf, newestRelease, type RecipientFilter } from './list-recipients.js';

/** Returns the facets of a notice's newest release for a filter; null if there is no such notice. */
export async function facetsOfNotice(
  context: Context,
  noticeKey: string | undefined,
  filter: RecipientFilter | null | undefined,
): Promise<RecipientFacets | null> {
  const release = await newestRelease(context, noticeKey);
  return release && readRecipientFacets(await context.db.read(), await countLines(context, release, filter));
}

/** Returns statistics of a notice's newest release by group; null if there is no such notice. */
export async function statisticsOfNotice(
  context: Context,
  noticeKey: string | undefined,
  groupBy: StatisticsGroup,
): Promise<RecipientGroup[] | null> {
  const release = await newestRelease(context, noticeKey);
  return release && recipientStatistics(await context.db.read(), release, groupBy, await countLines(context, release));
}

async function countLines(
  context: Context,
  release: NoticeRelease,
  given?: RecipientFilter | null,
): Promise<CountedLines> {
  const filter = given ?? {};
  const seen = await context.publishedLists?.find(await context.db.read(), release, filter);
  return (seen && countInMemory(seen, filter)) ?? countInDatabase(release, conditionsOf(filter));
}
