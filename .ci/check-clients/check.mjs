// Generates clients in Java, Kotlin, Swift and Python from schema/schema.graphql and the documents of packages/client, and compiles
// them with what this machine has: javac, kotlinc, python3 and mypy, swiftc. Where there is no swiftc, Swift is parsed.
// A compiler that is missing is named; nothing is said to be compiled that was not.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const here = import.meta.dirname;
process.chdir(here);
const require = createRequire(import.meta.url);
const { buildSchema, introspectionFromSchema, parse, print, separateOperations } = require('graphql');

const documents = '../../packages/client/operations';
const sdl = fs.readFileSync('../../schema/schema.graphql', 'utf8');
const operations = parse(
  fs
    .readdirSync(documents)
    .map((file) => fs.readFileSync(path.join(documents, file), 'utf8'))
    .join('\n'),
);

fs.rmSync('out', { recursive: true, force: true });
for (const language of ['java', 'kotlin', 'swift', 'python']) fs.mkdirSync(`out/${language}`, { recursive: true });
let failed = 0;

function run(what, command, args) {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error?.code === 'ENOENT') return console.log(`–  ${what}: no ${command} here`);
  const good = status === 0;
  if (!good) failed += 1;
  console.log(`${good ? '✓ ' : '✘ '} ${what}${good ? '' : `\n${stdout}${stderr}${error ?? ''}`}`);
}

const has = (command) => spawnSync(command, ['--version']).error === undefined;
const filesOf = (language, end) =>
  fs
    .readdirSync(`out/${language}`)
    .filter((file) => file.endsWith(end))
    .map((file) => `out/${language}/${file}`);

const binOf = (name) => {
  const manifest = require.resolve(`${name}/package.json`);
  const { bin } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  return path.join(path.dirname(manifest), typeof bin === 'string' ? bin : Object.values(bin)[0]);
};

function withQuicktype() {
  fs.writeFileSync('out/introspection.json', JSON.stringify({ data: introspectionFromSchema(buildSchema(sdl)) }));
  for (const [name, document] of Object.entries(separateOperations(operations))) {
    // quicktype reads neither fragments nor subscriptions.
    if (document.definitions.length > 1 || document.definitions[0].operation === 'subscription') continue;
    fs.writeFileSync(`out/${name}.graphql`, print(document));
    for (const [language, end] of [
      ['python', 'py'],
      ['swift', 'swift'],
    ]) {
      const given = ['--src-lang', 'graphql', '--graphql-schema', 'out/introspection.json', '--lang', language];
      const made = [binOf('quicktype'), ...given, '-o', `out/${language}/${name}.${end}`, `out/${name}.graphql`];
      run(`quicktype: ${name} for ${language}`, process.execPath, made);
    }
  }
}

function withApollo() {
  const { compileToIR } = require('apollo-codegen-core/lib/compiler');
  const { generateSource } = require('apollo-codegen-swift');
  const compiled = compileToIR(buildSchema(sdl), operations, { mergeInFieldsFromFragmentSpreads: true });
  fs.writeFileSync('out/swift/API.swift', generateSource(compiled).output);
}

/** The grammar finds what is no Swift; it does not know the types. */
function parseSwift(file) {
  const Parser = require('tree-sitter');
  const parser = new Parser();
  parser.setLanguage(require('tree-sitter-swift'));
  const source = fs.readFileSync(file, 'utf8');
  const { rootNode } = parser.parse((index) => source.slice(index, index + 8_000));
  if (rootNode.hasError) failed += 1;
  console.log(`${rootNode.hasError ? '✘ ' : '✓ '} parsed, not compiled: ${file}`);
}

run('graphql-codegen: Java and Kotlin', process.execPath, [binOf('@graphql-codegen/cli'), '--config', 'codegen.json']);
withQuicktype();
withApollo();

run('javac', 'javac', ['-nowarn', '-d', 'out/java/classes', 'out/java/mianshen/Types.java']);
run('kotlinc', 'kotlinc', ['-nowarn', 'out/kotlin/Types.kt', '-d', 'out/kotlin/types.jar']);
run('python3', 'python3', ['-m', 'compileall', '-q', 'out/python']);
for (const file of filesOf('python', '.py')) run(`mypy: ${file}`, 'mypy', ['--cache-dir', 'out/mypy', file]);
if (has('swiftc')) run('swiftc', 'swiftc', ['-parse', ...filesOf('swift', '.swift')]);
else filesOf('swift', '.swift').forEach(parseSwift);

process.exitCode = failed > 0 ? 1 : 0;
