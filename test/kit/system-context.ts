import { expect } from 'vitest';
import { tokenKey } from '../../src/access/token/access-token.js';
import type { Context } from '../../src/access/context.js';
import { sharedServicesOf } from '../../src/access/shared-services.js';
import { ContextFactory } from '../../src/http/request-context.js';
import type { TestGateway } from './gateway.js';
import { testSecret } from './secret.js';

/** Returns the context of this gateway's jobs, for a test that runs a job itself. */
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
