import type { GraphQLError } from 'graphql';
import { recordEvent } from '../../event/record-event.js';
import type { Context } from '../../access/context.js';

/** Records in the event log that a viewer with a token was refused access: one event for each request. */
export async function recordRefusals(context: Context, errors: readonly GraphQLError[]): Promise<void> {
  const refused = errors.filter(({ extensions }) => extensions['code'] === 'FORBIDDEN');
  const fields = refused.map(({ path }) => path?.filter((part) => typeof part === 'string').join('.') ?? '');
  if (fields.length > 0) await recordRefused(context, [...new Set(fields)]);
}

/** Records the fields, or the route, that a viewer with a token was refused. */
export async function recordRefused(context: Context, fields: string[]): Promise<void> {
  const { accountId, role } = context.viewer;
  if (!accountId) return;
  await context.system.write((em) =>
    recordEvent(em, context, {
      type: 'ACCESS_REFUSED',
      subject: { type: 'Account', id: accountId },
      data: { role, fields: fields.slice(0, 20) },
    }),
  );
}
