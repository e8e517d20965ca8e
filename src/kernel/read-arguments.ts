import {
  GraphQLError,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import type { Language } from './errors/refusal.js';

/** Set on a field whose words are searched for: a blank text has no words, and so no condition. */
export interface SearchedExtension {
  searched?: true;
}

/** An argument or an input field. */
interface Declared {
  name: string;
  type: GraphQLInputType;
  defaultValue?: unknown;
  extensions: SearchedExtension;
}

type Values = Record<string, unknown>;

/**
 * Returns the arguments of a read as its resolver gets them: null is the same as absence, and an optional text says
 * something. Throws BAD_USER_INPUT for an empty one, which would look like a condition and be none.
 */
export function argumentsOfRead(
  declared: readonly Declared[],
  given: Values,
  language: Language,
  at: readonly string[] = [],
): Values {
  let read = given;
  for (const place of declared) {
    const value = given[place.name];
    if (value === undefined) continue;
    const meant = value === null ? place.defaultValue : valueOf(place, value, language, [...at, place.name]);
    if (meant === value) continue;
    // A compiled document uses the same arguments again.
    if (read === given) read = { ...given };
    if (meant === undefined) delete read[place.name];
    else read[place.name] = meant;
  }
  return read;
}

function valueOf({ type, extensions }: Declared, value: unknown, language: Language, path: string[]): unknown {
  const plain = getNullableType(type);
  if (isInputObjectType(plain)) {
    return argumentsOfRead(Object.values(plain.getFields()), value as Values, language, path);
  }
  const isOptionalText = value === '' && isScalarType(plain) && !isNonNullType(type);
  if (isOptionalText && !(extensions as SearchedExtension).searched) throw emptyText(path, language);
  return value;
}

function emptyText(path: string[], language: Language): GraphQLError {
  const place = path.join('.');
  const message =
    language === 'zh'
      ? `${place} 是空文本。不限定该项时，请删除该项或填 null。`
      : `${place} is an empty text. For no such condition, leave it out or write null.`;
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', path } });
}
