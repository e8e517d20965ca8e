import type { GraphQLError } from 'graphql';
import { EventType } from '../event/event.js';
import { recordEvent } from '../event/record-event.js';
import type { Context } from '../identity/context.js';

/** What somebody with a token tried and may not do, in the event log: one event for each request. */
export async function recordRefusals(context: Context, errors: readonly GraphQLError[]): Promise<void> {
  const { accountId, role } = context.viewer;
  const refused = errors.filter(({ extensions }) => extensions['code'] === 'FORBIDDEN');
  if (!accountId || refused.length === 0) return;
  const fields = [
    ...new Set(refused.map(({ path }) => path?.filter((part) => typeof part === 'string').join('.') ?? '')),
  ];
  await context.system.write((em) =>
    recordEvent(em, context, {
      type: EventType.ACCESS_REFUSED,
      subject: { type: 'Account', id: accountId },
      data: { role, fields: fields.slice(0, 20) },
    }),
  );
}
