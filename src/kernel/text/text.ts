/**
 * Characters that not all of our formats can contain: XML 1.0 (Atom, XLSX) has no control characters and noncharacters,
 * UTF-8 has no lone surrogates. The same rule applies to all inputs, and to the tests of all writers.
 */
const unwritable = /[[\p{Cc}--[\t\n\r]]\p{Cs}\p{NChar}]/v;

const lineBreaks = /[\t\n\r\u2028\u2029]/;

/** Returns the first character that not every format can contain, as ‹U+0008›; undefined if there is none. */
export function findUnwritable(text: string): string | undefined {
  const found = unwritable.exec(text)?.[0];
  return found === undefined ? undefined : codePointOf(found);
}

/** As `findUnwritable`, for a text of one line such as a name: tabs and line breaks are not allowed either. */
export function findUnwritableInLine(text: string): string | undefined {
  if (isPlain(text)) return undefined;
  const found = unwritable.exec(text)?.[0] ?? lineBreaks.exec(text)?.[0];
  return found === undefined ? undefined : codePointOf(found);
}

/** Returns a text from elsewhere in a form that can be stored: replaces unwritable characters and limits the length. */
export function keepable(text: string, longest = 2_000): string {
  return text.slice(0, longest).replaceAll(new RegExp(unwritable, 'gv'), '\u{fffd}');
}

/**
 * Characters without a width: direction marks, joiners, byte order marks, fillers. Not variation selectors, which
 * choose between forms of a Chinese character.
 */
const invisible = /[[\p{Default_Ignorable_Code_Point}--\p{Variation_Selector}]\ufff9-\ufffb]/gv;

export function withoutInvisible(text: string): string {
  return isPlain(text) ? text : text.replaceAll(invisible, '');
}

/** Replaces invisible characters by their code point, for a message. */
export function showInvisible(text: string): string {
  if (isPlain(text)) return text;
  return text.replaceAll(invisible, codePointOf).replaceAll(new RegExp(unwritable, 'gv'), codePointOf);
}

/** Whether a text is printable ASCII, which is the most frequent case. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function codePointOf(character: string): string {
  const code = character.codePointAt(0) as number;
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}
