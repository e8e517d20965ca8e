import { expect } from 'vitest';
import { tokenKey } from '../../src/access/token/access-token.js';
import type { Context } from '../../src/access/context.js';
import { sharedServicesOf } from '../../src/access/shared-services.js';
import { ContextFactory } from '../../src/http/request-context.js';
import type { TestGateway } from './gateway.js';
import { testSecret } from './secret.js';

/** What a job of this gateway is given, for a test that runs the job itself at a time of its own. */
export function systemContext({ database, clock, config }: TestGateway): {
  context: Context;
  end: () => Promise<void>;
} {
  const nobody = { follow: () => expect.fail('nothing follows what a job does'), reaches: () => false };
  const key = tokenKey(testSecret);
  const services = sharedServicesOf(database.em, key, { vault: config.vault, companies: config.companies });
  const context = new ContextFactory(database.em, clock, nobody, key, services).ofSystem();
  return { context, end: () => context.db.end() };
}
