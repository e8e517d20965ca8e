import fc from 'fast-check';

/** Texts that were changed or lost somewhere on the way, in this system or in others. */
const odd = fc.constantFrom(
  '福建（测试）',
  'Ⅻ①㈱',
  '䶮𬭎',
  '葛\u{e0100}城',
  '_x0041_',
  '_x005F_x0041_',
  ']]>',
  '&amp;<b>',
  '"引号",',
  '+1',
  '@a',
  '\\N',
  '\\.',
  '\u200b中\u200f',
  'e\u0301',
  'ＡＢＣ',
  '😀',
  ' a  b ',
  '1E5',
  '00123',
  'TRUE',
  '2024-01-05',
  '50%',
  'null',
  '{{x}}',
);

/** Any text, with odd ones among them; also with characters that no format can hold. */
export const anyText = fc
  .array(
    fc.oneof(odd, odd, fc.string({ unit: 'binary', maxLength: 6 }), fc.string({ unit: 'grapheme', maxLength: 6 })),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((parts) => parts.join(''));

export const texts = (count: number) => fc.array(anyText, { minLength: count, maxLength: count });
