import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../common/clock.js';
import type { Language } from '../common/refusal.js';
import { RequestTransaction, systemSession } from '../database/request-transaction.js';
import { TokenRefused, verifyAccessToken } from '../identity/access-token.js';
import type { Context } from '../identity/context.js';
import { publicViewer, sessionOf, type Viewer } from '../identity/viewer.js';
import { unauthenticated } from './errors.js';

/** Makes the context of each request from what all of them share. */
export class ContextFactory {
  #em: EntityManager;
  #clock: Clock;
  #events: Context['events'];
  #tokenKey: Uint8Array;

  constructor(em: EntityManager, clock: Clock, events: Context['events'], tokenKey: Uint8Array) {
    this.#em = em;
    this.#clock = clock;
    this.#events = events;
    this.#tokenKey = tokenKey;
  }

  create(viewer: Viewer, language: Language, requestId: string = randomUUID(), clock = this.#clock): Context {
    const db = new RequestTransaction(this.#em, sessionOf(viewer));
    return { requestId, viewer, language, clock, db, events: this.#events };
  }

  /** The context of the gateway itself, for what no viewer asked: the first load, and jobs. */
  ofSystem(clock: Clock = this.#clock): Context {
    const db = new RequestTransaction(this.#em, systemSession);
    return { requestId: randomUUID(), viewer: publicViewer, language: 'zh', clock, db, events: this.#events };
  }

  /** The context of a route beside GraphQL. */
  async ofRequest({ headers, id }: FastifyRequest): Promise<Context> {
    const viewer = await this.authenticate(headers.authorization);
    return this.create(viewer, languageOf(headers['accept-language']), id);
  }

  /** Who bears this `Authorization` header; nobody in particular without one. */
  async authenticate(authorization: string | undefined): Promise<Viewer> {
    if (authorization === undefined) return publicViewer;
    const [scheme, token] = authorization.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token) throw unauthenticated('Authorization takes `Bearer <token>`');
    return verifyAccessToken(token, this.#tokenKey).catch((error: unknown) => {
      throw error instanceof TokenRefused ? unauthenticated(error.message) : error;
    });
  }
}

/** Chinese, unless the client prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().split(';q='))
    .map(([tag = '', weight = '1']) => ({ tag: tag.toLowerCase(), weight: Number(weight) || 0 }))
    .filter(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'))
    .toSorted((one, other) => other.weight - one.weight);
  return ranked[0]?.tag.startsWith('en') ? 'en' : 'zh';
}
