import { GraphQLError } from 'graphql';
import type { Order, SortKey } from './order.js';

export function encodeCursor(order: Order, keys: string[]): string {
  return Buffer.from(JSON.stringify([order.name, ...keys])).toString('base64url');
}

export function decodeCursor(order: Order, cursor: string): string[] {
  const [name, ...values] = parseCursor(cursor);
  if (name !== order.name) throw badInput(`This cursor belongs to the order ${name}, not to ${order.name}`);
  if (values.length !== order.keys.length) throw badInput('This cursor is not one of ours');
  values.forEach((value, index) => checkCursorValue(value, (order.keys[index] as SortKey).type));
  return values;
}

const cursorValue: Record<SortKey['type'], RegExp> = {
  text: /^[^\0]*$/s,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  numeric: /^-?\d{1,20}(\.\d{1,20})?$/,
  bigint: /^-?\d{1,18}$/,
  integer: /^-?\d{1,9}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:?\d{2})?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
};

function checkCursorValue(value: string, type: SortKey['type']): void {
  if (!cursorValue[type].test(value)) throw badInput('This cursor is not one of ours');
}

function parseCursor(cursor: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'string')) return parts;
  } catch {
    // Continues to the refusal below: this cursor was not written by us.
  }
  throw badInput('This cursor is not one of ours');
}

export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
