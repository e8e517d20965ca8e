import fs from 'node:fs';
import {
  buildSchema,
  concatAST,
  getNamedType,
  type GraphQLEnumType,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  Source,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';
import { listFourEyes, withFourEyes } from '../../src/gateway/schema/list-four-eyes.js';
import { printGatewaySchema } from '../../src/gateway/schema/print-schema.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { startTestGateway } from '../kit/gateway.js';

const schema = buildGatewaySchema();

test('schema/schema.graphql is the schema as served', () => {
  const committed = fs.readFileSync('schema/schema.graphql', 'utf8');
  expect(printGatewaySchema(schema) === committed, 'run `npm run schema` and commit what it changes').toBe(true);
});

test('the committed schema has every code that a running gateway returns', async () => {
  const gateway = await startTestGateway();
  const served = buildSchema(await (await gateway.client().fetch('/schema.graphql')).text());
  await gateway.stop();
  const codesOf = (given: typeof served) =>
    (given.getType('UserErrorCode') as GraphQLEnumType).getValues().map(({ name }) => name);
  expect(codesOf(buildSchema(fs.readFileSync('schema/schema.graphql', 'utf8')))).toEqual(codesOf(served));
});

test('docs/access.md lists the rule of four eyes as it is declared', () => {
  const page = fs.readFileSync('docs/access.md', 'utf8');
  expect(withFourEyes(page, schema) === page, 'run `npm run schema` and commit what it changes').toBe(true);
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  for (const [, operation] of listFourEyes(schema).matchAll(/`(\w+)`/g)) expect(mutations).toContain(operation);
});

test('every type, field, argument and value has a description', () => {
  const own = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
  const builtIn = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);
  const silent = own.filter(({ name }) => !builtIn.has(name)).flatMap(silentPlaces);
  expect(silent).toEqual([]);
});

test('every field of the SDL has an access directive, its own or that of its type', () => {
  const served = buildSchema(fs.readFileSync('schema/schema.graphql', 'utf8'));
  const unsaid = Object.values(served.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) => {
      if (!isObjectType(type) || hasAccess(type.astNode)) return [];
      return Object.values(type.getFields())
        .filter((field) => !hasAccess(field.astNode))
        .map((field) => `${type.name}.${field.name}`);
    });
  expect(unsaid).toEqual([]);
});

test('the operations that we use ourselves are valid', () => {
  const files = fs.readdirSync('schema/operations').map((file) => `schema/operations/${file}`);
  const documents = concatAST(files.map((file) => parse(new Source(fs.readFileSync(file, 'utf8'), file))));
  const faults = validate(schema, documents).map(({ message, nodes }) => [nodes?.[0]?.loc?.source.name, message]);
  expect(documents.definitions.length).toBeGreaterThan(100);
  expect(faults).toEqual([]);
});

function hasAccess(node: { directives?: readonly { name: { value: string } }[] } | null | undefined): boolean {
  return node?.directives?.some(({ name }) => name.value === 'access') ?? false;
}

/** A description says in English what the thing is; a Chinese term beside it, or three words. */
function saysEnough(description: string | null | undefined): boolean {
  const words = description?.match(/[A-Za-z`'’_-]+/g) ?? [];
  return words.length >= (/[\u4e00-\u9fff]/.test(description ?? '') ? 2 : 3);
}

function silentPlaces(type: GraphQLNamedType): string[] {
  const places: [string, string | null | undefined][] = [[type.name, type.description]];
  if (isEnumType(type)) {
    for (const value of type.getValues()) places.push([`${type.name}.${value.name}`, value.description]);
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      places.push([`${type.name}.${field.name}`, field.description]);
      for (const arg of field.args) places.push([`${type.name}.${field.name}(${arg.name})`, arg.description]);
    }
  }
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) places.push([`${type.name}.${field.name}`, field.description]);
  }
  return places.filter(([, description]) => !saysEnough(description)).map(([place]) => place);
}

/** Words that Java, Kotlin, Swift, Python, C#, Go, TypeScript or Rust keep for themselves: a generated client would not compile. */
const reserved = new Set(
  `abstract as assert async await bool boolean break byte case catch char class const continue crate def default defer
   delegate delete do double dynamic elif else enum except explicit export extends extension extern false final finally fixed
   float for foreach from fun func function global go goto guard if impl implements implicit import in init inout instanceof
   int interface internal is lambda let lock long loop match mod move mut namespace native new nil none nonlocal not null
   object operator or out override package params pass private protected protocol public raise readonly ref rethrow return
   sbyte self short sizeof static strictfp string struct super switch synchronized this throw throws trait transient true try
   typealias typeof uint ulong unsafe use using val var virtual void volatile when where while with yield`.split(/\s+/),
);

/** Types that a language brings along everywhere: a generated type of that name hides it, or is hidden. */
const builtIn = new Set(
  `Any AnyObject Array Boolean Byte Char Character Class Collection Comparable Dictionary Double Enum Error Exception Function
   Iterable Iterator List Long Map Module None Nothing Number Object Optional Override Pair Process Promise Protocol Record Result Runtime
   Self Sequence Set Short Symbol System Thread Throwable Triple Type UInt Unit Void`.split(/\s+/),
);

/** Values that a generated enumeration could not have: macros and constants, and what a generator adds itself. */
const ofEnumerations = /^(NULL|TRUE|FALSE|EOF|UNKNOWN__)$/;

test('no type and no value has a reserved name of a client language', () => {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const own = types.filter((type) => !isSpecifiedScalarType(type));
  const clashing = own.filter(({ name }) => builtIn.has(name) || reserved.has(name));
  expect(clashing.map(({ name }) => name)).toEqual([]);
  const values = types.filter(isEnumType).flatMap((type) => type.getValues().map(({ name }) => `${type.name}.${name}`));
  expect(values.length).toBeGreaterThan(500);
  expect(values.filter((value) => ofEnumerations.test(value.slice(value.indexOf('.') + 1)))).toEqual([]);
  // Languages that write names in lower case still distinguish them.
  for (const type of types.filter(isEnumType)) {
    const names = type.getValues().map(({ name }) => name.toLowerCase().replaceAll('_', ''));
    expect(new Set(names).size, type.name).toBe(names.length);
  }
});

test('no two types differ by case alone', () => {
  const names = Object.keys(schema.getTypeMap()).map((name) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
});

test('no name is reserved in a language that clients are generated for', () => {
  const names = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    if (isInputObjectType(type)) return Object.keys(type.getFields()).map((name) => [`${type.name}.${name}`, name]);
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, args }) => [
      [`${type.name}.${name}`, name],
      ...args.map((arg) => [`${type.name}.${name}(${arg.name})`, arg.name]),
    ]);
  });
  expect(names.filter(([, name = '']) => reserved.has(name)).map(([place]) => place)).toEqual([]);
});

test('no default is an object or a list of enum values, which client generators cannot write', () => {
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  const ofFields = inputs.flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({ place: `${type.name}.${field.name}`, ...field })),
  );
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const ofArguments = roots.flatMap((type) =>
    Object.values(type!.getFields()).flatMap(({ name, args }) =>
      args.map((arg) => ({ place: `${name}(${arg.name})`, ...arg })),
    ),
  );
  const given = [...ofFields, ...ofArguments].filter(
    ({ defaultValue }) => defaultValue !== undefined && defaultValue !== null,
  );
  expect(given.length).toBeGreaterThan(20);
  const odd = given.filter(({ type, defaultValue }) => {
    if (!Array.isArray(defaultValue)) return typeof defaultValue === 'object';
    return defaultValue.length > 0 && isEnumType(getNamedType(type));
  });
  expect(odd.map(({ place }) => place)).toEqual([]);
});
