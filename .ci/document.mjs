import 'reflect-metadata';
import fs from 'node:fs';
import { isObjectType } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { getMetadataStorage } from 'type-graphql';
import { buildGatewaySchema } from '../dist/gateway/schema/schema.js';
import { retentionRules } from '../dist/retention/retention-rules.js';
import { drawShape } from '../dist/event/event-data.js';
import { drawMachine } from '../dist/kernel/state-machine.js';
import { eventShapes, modules, stateMachines } from '../dist/modules.js';
import { drawPicture, importsOfFolders } from './imports-of-folders.mjs';

/**
 * `npm run document`: writes what the code declares into the pages that describe it: each module's README.md, and the
 * picture of the modules in docs/architecture.md, and the table of docs/retention.md. What a person wrote above a marker stays.
 */
const marker = '<!-- declared: generated from the module by `npm run document` -->';
const retentionMarker = '<!-- rules: generated from src/retention/retention-rules.ts by `npm run document` -->';
const statesMarker = '<!-- states: generated from the modules by `npm run document` -->';
const eventsMarker = '<!-- events: generated from the modules by `npm run document` -->';
const pictureMarker = '<!-- picture: generated from the imports by `npm run document` -->';
const before = fs.readFileSync('.ci/imports-before.md', 'utf8').trim();
const rules = [
  ...fs
    .readFileSync('docs/rules.md', 'utf8')
    .matchAll(/^\| (?<rule>.+?) +\| (?<section>.+?) +\| .*?\[`(?<file>[^`]+)`\]\([^)]+\) `(?<symbol>\w+)`/gm),
].map(({ groups }) => groups);
const schema = buildGatewaySchema();

function declaredOperations() {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const of = (kind, found) => found.map(({ schemaName, target }) => ({ kind, name: schemaName, target }));
  return [...of('Query', queries), ...of('Mutation', mutations), ...of('Subscription', subscriptions)];
}

function rolesOf({ kind, name }) {
  const root = schema.getType(kind);
  const field = isObjectType(root) ? root.getFields()[name] : undefined;
  const access = (field?.extensions.directives ?? []).find((directive) => directive.name.value === 'access');
  const roles = access?.arguments.find((argument) => argument.name.value === 'roles')?.value.values ?? [];
  return roles.map(({ value }) => value);
}

function operationsOf(module) {
  const own = new Set(module.resolvers ?? []);
  const rows = declaredOperations()
    .filter(({ target }) => own.has(target))
    .map((operation) => `| ${operation.kind} | \`${operation.name}\` | ${rolesOf(operation).join(', ')} |`);
  return rows.length === 0 ? '' : `## Operations\n\n| kind | name | roles |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

function declarationsOf({ entities = [], jobs = [], sealedColumns = [] }) {
  const code = (names) => names.map((name) => `\`${name}\``).join(', ');
  const lines = [
    ...(entities.length > 0 ? [`Stores: ${code(entities.map(({ name }) => name))}.`] : []),
    ...(jobs.length > 0 ? [`Jobs: ${jobs.map(({ name }) => name).join('; ')}.`] : []),
    ...(sealedColumns.length > 0
      ? [`Encrypts: ${code(sealedColumns.map(({ table, column }) => `${table}.${column}`))}.`]
      : []),
  ];
  return lines.length === 0 ? '' : `## Declares\n\n${lines.join('\n\n')}\n`;
}

/** The rules of docs/rules.md that a file of the module decides. */
function rulesOf({ name }) {
  const lines = rules
    .filter(({ file }) => file.startsWith(`${name}/`))
    .map(({ rule, section, file, symbol }) => {
      const own = file.slice(name.length + 1);
      return `- ${rule} (${section}): [\`${own}\`](${own}) \`${symbol}\``;
    });
  return lines.length === 0 ? '' : `## Where its rules are decided\n\n${lines.join('\n')}\n`;
}

function retentionTable() {
  const rows = retentionRules.map(({ title, kept, reason, deletedBy, deletions, tables }) => {
    const by = deletedBy ?? (deletions ? 'the retention job' : 'nothing');
    return `| ${title} | ${kept} | ${reason} | ${by} | ${tables.map((table) => `\`${table}\``).join(', ')} |`;
  });
  return ['| what | how long | why | deleted by | tables |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

/** Pictures as cells of a table: the blank lines make Markdown of what is between the tags. */
function sideBySide(before, now) {
  const head = '<table>\n<tr><th>before</th><th>now</th></tr>\n<tr valign="top"><td>';
  return [head, before, '</td><td>', now, '</td></tr>\n</table>'];
}

async function write(file, start, generated) {
  const [written = ''] = fs.readFileSync(file, 'utf8').split(start);
  const text = `${written.trimEnd()}\n\n${[start, ...generated.filter((part) => part !== '')].join('\n\n')}\n`;
  fs.writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

for (const module of modules) {
  await write(`src/${module.name}/README.md`, marker, [rulesOf(module), operationsOf(module), declarationsOf(module)]);
}
const described = (type) => schema.getType('EventType').getValue(type).description;
const carried = Object.keys(eventShapes).map(
  (type) => `## \`${type}\`\n\n${described(type)}\n\n${drawShape(eventShapes[type])}`,
);
await write('docs/events.md', eventsMarker, carried);
const drawn = stateMachines.map((machine) => `## ${machine.title} \`${machine.type}\`\n\n${drawMachine(machine)}`);
await write('docs/states.md', statesMarker, drawn);
await write('docs/architecture.md', pictureMarker, sideBySide(before, drawPicture(await importsOfFolders())));
await write('docs/retention.md', retentionMarker, [retentionTable()]);
