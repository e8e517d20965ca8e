// Which refusals each mutation can return: read from the source, by following from its resolver whatever it calls. Writes
// src/gateway/generated/refusals-of.ts, which the schema prints as `@refuses` and the gateway compares with what it returns.
import fs from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';
import prettier from 'prettier';

const root = 'src';
const target = path.join(root, 'gateway/generated/refusals-of.ts');
const files = fs
  .readdirSync(root, { recursive: true })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => path.join(root, file));

/** Every node below a value, in no order. */
function* nodesOf(value) {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  else if (typeof value === 'object' && value !== null) {
    if (typeof value.type === 'string') yield value;
    for (const [key, child] of Object.entries(value)) if (key !== 'span') yield* nodesOf(child);
  }
}

const modules = new Map();
for (const file of files) {
  const { body } = parseSync(fs.readFileSync(file, 'utf8'), { syntax: 'typescript', decorators: true, tsx: false });
  modules.set(file, { body, units: new Map(), imports: new Map(), imported: new Set([file]) });
}

const nameOf = (key) => key?.value ?? key?.id?.value;
const defined = new Set();
const mutations = new Map();
/** Methods by their names: `claim.confirm()` leads to every `confirm` of a class that the file imports. */
const methods = new Map();
/** What follows an event in the same transaction, by the event's type: recording it can be refused by that. */
const reactions = new Map();
const eventTypeIn = (node) => (node?.type === 'StringLiteral' ? node.value : undefined);

for (const [file, module] of modules) {
  for (const item of module.body) {
    if (item.type === 'ImportDeclaration' && item.source.value.startsWith('.')) {
      const from = path.join(path.dirname(file), item.source.value).replace(/\.js$/, '.ts');
      module.imported.add(from);
      for (const { local, imported } of item.specifiers) {
        module.imports.set(local.value, { file: from, name: imported?.value ?? local.value });
      }
      continue;
    }
    const declared = item.declaration ?? item;
    if (declared.type === 'FunctionDeclaration') module.units.set(declared.identifier.value, declared);
    if (declared.type === 'VariableDeclaration') {
      for (const one of declared.declarations) if (one.id.value) module.units.set(one.id.value, one.init);
    }
    if (declared.type === 'ClassDeclaration') readClass(file, module, declared);
  }
  for (const node of nodesOf(module.body)) {
    if (node.type === 'CallExpression' && node.callee.value === 'reactionTo')
      readReaction(file, module, node.arguments);
    if (node.type !== 'CallExpression' || node.callee.value !== 'defineRefusals') continue;
    for (const property of node.arguments[0]?.expression.properties ?? []) defined.add(nameOf(property.key));
  }
}

function readClass(file, module, declared) {
  const className = declared.identifier.value;
  module.units.set(
    className,
    declared.body.filter(({ type }) => type === 'Constructor'),
  );
  for (const member of declared.body) {
    const name = nameOf(member.key);
    if (!name || !member.function) continue;
    const unit = `${className}.${name}`;
    module.units.set(unit, member.function);
    methods.set(name, [...(methods.get(name) ?? []), { file, unit }]);
    const decorators = member.function.decorators ?? [];
    const isDecoratedBy = (decorator) => decorators.some(({ expression }) => expression.callee?.value === decorator);
    if (isDecoratedBy('Mutation')) mutations.set(name, { file, unit, hasFourEyes: isDecoratedBy('FourEyes') });
  }
}

function readReaction(file, module, [to, react]) {
  const type = eventTypeIn(to.expression);
  const unit = `reaction to ${type}`;
  module.units.set(unit, [module.units.get(unit), react.expression]);
  reactions.set(type, [...(reactions.get(type) ?? []), { file, unit }]);
}

/** What a piece of code says itself: its refusals, and what it leads to. */
function readUnit(file, unit) {
  const { units, imports, imported } = modules.get(file);
  const codes = new Set();
  const next = [];
  const eventTypes = new Set();
  for (const node of nodesOf(units.get(unit))) {
    // An event may have the name of a refusal. A property comes before its value.
    if (node.type === 'KeyValueProperty' && nameOf(node.key) === 'type') eventTypes.add(node.value);
    if (node.type === 'StringLiteral' && defined.has(node.value) && !eventTypes.has(node)) codes.add(node.value);
    if (node.type === 'Identifier') {
      if (units.has(node.value)) next.push({ file, unit: node.value });
      const outside = imports.get(node.value);
      if (outside && modules.get(outside.file)?.units.has(outside.name))
        next.push({ file: outside.file, unit: outside.name });
    }
    if (node.type === 'KeyValueProperty' && nameOf(node.key) === 'type')
      next.push(...(reactions.get(eventTypeIn(node.value)) ?? []));
    if (node.type === 'MemberExpression') {
      const called = methods.get(nameOf(node.property)) ?? [];
      next.push(...called.filter((method) => imported.has(method.file)));
    }
  }
  return { codes, next };
}

const read = new Map();
function codesFrom(start) {
  const codes = new Set();
  const seen = new Set();
  const open = [start];
  while (open.length > 0) {
    const { file, unit } = open.pop();
    const key = `${file}#${unit}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (!read.has(key)) read.set(key, readUnit(file, unit));
    for (const code of read.get(key).codes) codes.add(code);
    open.push(...read.get(key).next);
  }
  return [...codes].toSorted();
}

/** `transit` serves every state machine; who may not decide is declared beside the operations that check it. */
const answeredBy = ({ hasFourEyes, ...place }) =>
  codesFrom(place).filter((code) => hasFourEyes || code !== 'FOUR_EYES');

const found = Object.fromEntries(
  [...mutations].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, place]) => [name, answeredBy(place)]),
);
const source = `/** The refusals that each mutation can return, read from the source by \`npm run schema\`. Do not edit. */
export const refusalsOf: Record<string, readonly string[]> = ${JSON.stringify(found)};
`;
const options = await prettier.resolveConfig(target);
const text = await prettier.format(source, { ...options, filepath: target });
if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text) fs.writeFileSync(target, text);
