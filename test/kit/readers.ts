import { expect } from 'vitest';
import { tokenKey } from '../../src/access/token/access-token.js';
import type { Context } from '../../src/access/context.js';
import { Role } from '../../src/access/role.js';
import type { Viewer } from '../../src/access/viewer.js';
import { ContextFactory } from '../../src/http/request-context.js';
import type { TestGateway } from './gateway.js';
import { yearOf } from './published-year.js';
import { testSecret } from './secret.js';

/** One role for each kind of reader. */
export const readerKinds = [Role.PUBLIC, Role.INSURER, Role.ENTERPRISE, Role.AUDITOR] as const;

export interface Readers {
  viewers: Record<(typeof readerKinds)[number], Viewer>;
  contexts: ContextFactory;
  /** Runs an execution for this reader and returns the answer in the form that a client gets. */
  answer: <Answer>(viewer: Viewer, run: (context: Context) => Promise<Answer>) => Promise<Answer>;
}

/** Creates readers of the published year of three companies that the gateway began with; they use no network. */
export async function arrangeReaders(gateway: TestGateway): Promise<Readers> {
  const year = yearOf(gateway, 3);
  const nobody = { follow: () => expect.fail('nothing follows here'), reaches: () => false };
  const contexts = new ContextFactory(gateway.database.em, gateway.clock, nobody, tokenKey(testSecret));
  const [insurer] = await gateway.sql<{ id: string }>('select id from institution');
  const viewerOf = (role: Role, subjectId: string | null = null): Viewer => {
    return { accountId: role === Role.PUBLIC ? null : year.platform.accountId, role, subjectId, expiresAt: null };
  };
  return {
    contexts,
    viewers: {
      [Role.PUBLIC]: viewerOf(Role.PUBLIC),
      [Role.INSURER]: viewerOf(Role.INSURER, insurer!.id),
      [Role.ENTERPRISE]: viewerOf(Role.ENTERPRISE, year.companies[0]!.id),
      [Role.AUDITOR]: viewerOf(Role.AUDITOR),
    },
    answer: async (viewer, run) => {
      const context = contexts.create(viewer, 'zh');
      try {
        const found = await run(context);
        return found === undefined ? found : JSON.parse(JSON.stringify(found));
      } finally {
        await context.db.finish();
      }
    },
  };
}
