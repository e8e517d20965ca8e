import { GraphQLError, type GraphQLInputType, getNullableType, isInputObjectType, isListType } from 'graphql';
import type { Language } from '../errors/refusal.js';
import { findUnwritable, findUnwritableInLine } from './text.js';

/** Marks an input whose texts are checked row by row, so that a wrong text does not refuse the other rows. */
export const checkedByRow = { checkedByRow: true };

/** Fields with these names contain a single line. */
const oneLine = /(?:name|title|code|no|number)$/i;

interface Typed {
  name: string;
  type: GraphQLInputType;
}

/** Checks every text that a client sends. Refuses one that not all of our formats can contain, and names its path. */
export function requireWritableArguments(
  declared: readonly Typed[],
  given: Record<string, unknown>,
  language: Language,
): void {
  for (const argument of declared) check(argument, given[argument.name], [argument.name], language);
}

function check({ name, type: declared }: Typed, value: unknown, path: string[], language: Language): void {
  if (typeof value === 'string') {
    const found = oneLine.test(name) ? findUnwritableInLine(value) : findUnwritable(value);
    if (found) throw unwritableText(path, found, language);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const type = getNullableType(declared);
  if (isListType(type)) {
    const each = { name, type: type.ofType as GraphQLInputType };
    for (const [at, item] of [value].flat().entries()) {
      // A path is only built for an item that needs a check.
      if (typeof item !== 'string' || findUnwritableInLine(item)) check(each, item, [...path, String(at)], language);
    }
  } else if (isInputObjectType(type) && !type.extensions['checkedByRow']) {
    const fields = value as Record<string, unknown>;
    for (const field of Object.values(type.getFields())) {
      check(field, fields[field.name], [...path, field.name], language);
    }
  }
}

function unwritableText(path: string[], found: string, language: Language): GraphQLError {
  const place = path.join('.');
  const message =
    language === 'zh'
      ? `${place} 含有无法保存的字符 ${found}，请删除该字符后重试。`
      : `${place} holds a character that cannot be kept: ${found}. Remove it and try again.`;
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', path } });
}
