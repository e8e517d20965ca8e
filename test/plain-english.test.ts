import fs from 'node:fs';
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/*
 * A reader whose second language is English reads the titles of tests, the comments, the descriptions of the schema and the
 * pages. Each of these words was used as a dialect of our own and has a standard term, which is beside it.
 */
const dialect: [words: RegExp, say: string][] = [
  [/\b(whoever|whomever)\b/i, 'the person who, the caller, any'],
  [/\b(anew|afresh)\b/i, 'again'],
  [/\b(told|tells|telling)\b/i, 'receives, is notified, reports, shows'],
  [/\b(hears?|heard)\b/i, 'receives'],
  [/\b(stands?|stood)\b(?!-)/i, 'is, remains, applies'],
  [/\b(goes on|lets go)\b/i, 'continues, releases'],
  [/\blies\b|\blie (in|on|at|beside)\b/i, 'is, is stored'],
  [/\b(reckons?|reckoned)\b/i, 'compute'],
  [/\bkeepers?\b/i, 'the term for what it is'],
  [/\bborne\b/i, 'accepted'],
  [/\bheld\b/i, 'on hold, kept, locked, granted, in memory'],
  [/\brest(s|ed)? on\b/i, 'depends on, is based on'],
  [/\bliving\b/i, 'accepted (a policy), running (a gateway), valid'],
  [/\bof one moment\b/i, 'a consistent snapshot'],
  [
    /\banswers (its|their) (ids?|result|payload|count|exit code)\b|; answers\b|\b(calls?|keys?|mutations?|resolvers?) answers?\b/i,
    'returns',
  ],
  [/\bat hand\b/i, 'available, in memory'],
  [/\bin vain\b/i, 'without effect'],
  [/\bby (itself|themselves|himself|herself)\b/i, 'alone, automatically, on its own'],
  [/\b(whilst|hitherto|thereof|heed)\b/i, 'while, until now, of it, follow'],
];

const titles =
  /^\s*(?:test|it|describe)(?:\.\w+)?(?:\((?:[^'"`\n]|'[^'\n]*')*\))?\(\s*(?<quote>['"`])(?<title>(?:(?!\k<quote>).|\\.)*)\k<quote>/gm;

const texts = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs', '*.md', 'schema/schema.graphql'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && fs.existsSync(file))
  // History is not rewritten; what is generated has its words from elsewhere; this file names the words.
  .filter((file) => !/^CHANGELOG|\/generated\/|^docs\/notice|^test\/plain-english/.test(file))
  .map((file) => ({ file, lines: prose(file, fs.readFileSync(file, 'utf8')) }));

/** Comments and titles of code, descriptions of the schema, and pages, without what is quoted as code. */
function prose(file: string, text: string): string[] {
  const parts = file.endsWith('.md')
    ? [text.replaceAll(/```[^]*?```/g, '')]
    : [
        ...(text.match(/\/\*[^]*?\*\/|(?<=^|\s)\/\/ .*$|"""[^]*?"""/gm) ?? []),
        ...[...text.matchAll(titles)].map((title) => title.groups?.['title'] ?? ''),
      ];
  return parts.flatMap((part) => part.replaceAll(/`[^`\n]*`/g, '').split('\n'));
}

test('titles, comments and pages are found', () => {
  const found = (file: string) => texts.find((text) => text.file === file)?.lines ?? [];
  expect(found('test/plain-english.test.ts')).toEqual([]);
  expect(found('test/layout.test.ts').filter((line) => line.includes('no test waits for a time'))).toHaveLength(1);
  expect(found('README.md').length).toBeGreaterThan(20);
  expect(found('schema/schema.graphql').length).toBeGreaterThan(1_000);
});

test.each(dialect)('no text has %s; it has a standard term: %s', (words) => {
  const found = texts.flatMap(({ file, lines }) =>
    lines.filter((line) => words.test(line)).map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
