import type { FastifyReply, FastifyRequest } from 'fastify';
import { openTo } from '../../http/route-access.js';
import type { Budget } from '../../http/limits/budget.js';
import type { Clock } from '../../kernel/clock.js';
import type { FeedDatabase } from '../feed-database.js';
import type { Site } from '../formats/catalogue.js';
import type { ReleaseFiles } from '../release-files.js';
import { sendBytes } from '../send.js';

export const published = openTo('What is published is open to anybody, without an account.');

export interface FeedSettings {
  /**
   * Returns the base URL of links: the configured one, or the address on which the gateway listens. Headers do not
   * change it.
   */
  siteUrl: () => string;
  publisher: string;
  licence: Site['licence'];
  clock: Clock;
  budget: Budget;
}

/** What the routes under `/feed` share. */
export interface FeedParts {
  database: FeedDatabase;
  files: ReleaseFiles;
  settings: FeedSettings;
}

export function siteOf({ siteUrl, publisher, licence }: FeedSettings): Site {
  return { url: siteUrl(), publisher, licence };
}

export function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  document: object,
  type = 'application/json; charset=utf-8',
) {
  return sendBytes(request, reply, { body: `${JSON.stringify(document, null, 1)}\n`, type });
}
