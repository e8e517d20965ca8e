/**
 * The characters that not every format of ours can hold: control characters and noncharacters have no place in XML 1.0
 * (Atom, XLSX), a lone surrogate none in UTF-8. One rule for every entrance, and for the tests of every writer.
 */
const unwritable = /[[\p{Cc}--[\t\n\r]]\p{Cs}\p{NChar}]/v;

const lineBreaks = /[\t\n\r\u2028\u2029]/;

/** The first character of a text that cannot be written in every format, as ‹U+0008›; undefined where there is none. */
export function findUnwritable(text: string): string | undefined {
  const found = unwritable.exec(text)?.[0];
  return found === undefined ? undefined : codePointOf(found);
}

/** As `findUnwritable`, for a text of one line, such as a name: tabs and line breaks count too. */
export function findUnwritableInLine(text: string): string | undefined {
  if (isPlain(text)) return undefined;
  const found = unwritable.exec(text)?.[0] ?? lineBreaks.exec(text)?.[0];
  return found === undefined ? undefined : codePointOf(found);
}

/** A text of somebody else that is only kept to be read: what cannot be written is replaced, and its length is limited. */
export function keepable(text: string, longest = 2_000): string {
  return text.slice(0, longest).replaceAll(new RegExp(unwritable, 'gv'), '\u{fffd}');
}

/**
 * Characters without a width: marks of direction, joiners, byte-order marks, fillers. Variation selectors are not among
 * them: they choose between forms of a Chinese character.
 */
const invisible = /[[\p{Default_Ignorable_Code_Point}--\p{Variation_Selector}]\ufff9-\ufffb]/gv;

export function withoutInvisible(text: string): string {
  return isPlain(text) ? text : text.replaceAll(invisible, '');
}

/** For a message: what nobody can see is written as its code point. */
export function showInvisible(text: string): string {
  if (isPlain(text)) return text;
  return text.replaceAll(invisible, codePointOf).replaceAll(new RegExp(unwritable, 'gv'), codePointOf);
}

/** Printable ASCII: the common case, a million times over. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function codePointOf(character: string): string {
  const code = character.codePointAt(0) as number;
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}
