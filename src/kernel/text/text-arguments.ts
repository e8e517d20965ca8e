import { GraphQLError, type GraphQLInputType, getNullableType, isInputObjectType, isListType } from 'graphql';
import type { Language } from '../errors/refusal.js';
import { findUnwritable, findUnwritableInLine } from './text.js';

/** On an input whose texts are checked and answered row by row, so that one of them does not refuse the others. */
export const checkedByRow = { checkedByRow: true };

/** Names, numbers and codes are of one line. */
const oneLine = /(?:name|title|code|no|number)$/i;

interface Typed {
  name: string;
  type: GraphQLInputType;
}

/** Every text that a client sends comes by here: what cannot be written in all our formats is refused, with its place. */
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
      // The place of a text is written for the one that is refused.
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
