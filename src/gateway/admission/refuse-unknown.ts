import type { IncomingMessage } from 'node:http';
import type { FairGate } from '../../http/limits/fair-gate.js';
import type { EarlyRefusal } from '../../http/limits/request-turns.js';
import { isMutationText } from '../transports/urgency.js';
import type { OperationAdmission } from './operation-admission.js';

/**
 * Where there is no room for what can wait, a query without a token that nobody sent before is refused by its text. It is
 * neither quick nor in memory, so the gate would refuse it as well, after five times as much work.
 */
export function refuseUnknown(
  gate: FairGate,
  admission: OperationAdmission,
  clientOf: (request: IncomingMessage) => string,
): EarlyRefusal {
  return {
    mayRefuse: ({ method, url, headers }) =>
      method === 'POST' && url === '/graphql' && headers.authorization === undefined && gate.isFull('deferrable'),
    refuses: (request, body) => {
      const query = queryIn(body);
      if (query === undefined || isMutationText(query) || admission.isKnown(query)) return false;
      return gate.refuses(clientOf(request), 'deferrable');
    },
  };
}

/** The document that a request asks for; undefined where it has to be read properly to be known, or refused. */
function queryIn(body: Buffer): string | undefined {
  try {
    const { query } = (JSON.parse(body.toString('utf8')) ?? {}) as { query?: unknown };
    return typeof query === 'string' ? query : undefined;
  } catch {
    return undefined;
  }
}
