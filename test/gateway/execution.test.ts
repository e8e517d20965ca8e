import { astFromValue, execute, getNamedType, isLeafType, isRequiredArgument, parse, print, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import { Scope } from '../../src/access/scope.js';
import type { Viewer } from '../../src/access/viewer.js';
import { QueryExecutor } from '../../src/gateway/execution/query-executor.js';
import { buildGatewaySchema } from '../../src/gateway/schema/schema.js';
import { Walker } from '../access/walker.js';
import { sampleOf } from '../kit/extent.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { publishedYear } from '../kit/published-year.js';
import { arrangeReaders, readerKinds, type Readers } from '../kit/readers.js';

/*
 * What is executed compiled, with its access decided once, is the answer that the guarded schema gives field by field: for
 * every query of the schema, every role, with and without scopes, after any request for the same document.
 */
const schema = buildGatewaySchema();
const fields = Object.values(schema.getQueryType()!.getFields()).filter(({ args }) => !args.some(isRequiredArgument));

let gateway: TestGateway;
let readers: Readers;
let viewers: Viewer[];

beforeAll(async () => {
  gateway = await startTestGateway({ world: publishedYear(3) });
  readers = await arrangeReaders(gateway);
  viewers = Object.values(readers.viewers).flatMap((viewer) => {
    const delegated = (...scopes: Scope[]) => ({ ...viewer, credential: { keys: [], issuedAt: new Date(0), scopes } });
    return viewer.role === Role.PUBLIC ? [viewer] : [viewer, delegated(Scope.READ), delegated(Scope.MANAGE)];
  });
});
afterAll(() => gateway.stop());

/** Everything that a role may read of a query, two objects deep. */
function documentFor(role: Role, name: string): string {
  const field = schema.getQueryType()!.getFields()[name]!;
  const few = field.args.some((argument) => argument.name === 'first') ? '(first: 5)' : '';
  return `{ ${name}${few} ${new Walker(schema, role).selectionOf(getNamedType(field.type), 2)} }`;
}

const named = (viewer: Viewer) => `${viewer.role} ${viewer.credential?.scopes?.join() ?? ''}`;

test.each(sampleOf(fields, 12).map(({ name }) => name))('%s is the same compiled as guarded', async (name) => {
  const executor = new QueryExecutor(schema);
  const { answer } = readers;
  for (const role of readerKinds) {
    const text = documentFor(role, name);
    const operation = { document: parse(text), operationName: undefined, variables: {} };
    const compiledFor = (viewer: Viewer) => answer(viewer, (context) => executor.execute(operation, context));
    // Those whom the document is for ask first, until it is compiled.
    const own = viewers.filter((viewer) => viewer.role === role);
    for (const viewer of [own[0]!, own[0]!, ...viewers.filter((viewer) => viewer.role !== role), ...own]) {
      const { document } = operation;
      const guarded = await answer(viewer, async (contextValue) => execute({ schema, document, contextValue }));
      expect(await compiledFor(viewer), `${named(viewer)}: ${text}`).toEqual(guarded);
    }
  }
});

const defaulted = fields.flatMap(({ name, args, type }) =>
  args.flatMap((argument) =>
    argument.defaultValue === undefined ? [] : [{ name, argument, type: getNamedType(type) }],
  ),
);

/** How a client may leave an argument to its default by a variable that it does not send. */
const forms = [
  (type: string, value: string) => `${type}! = ${value}`,
  (type: string, value: string) => `${type} = ${value}`,
  (type: string) => type,
];

test.each(sampleOf(defaulted, 8))(
  'absent variables have defaults when compiled: $name($argument.name)',
  async (asked) => {
    const { name, argument, type } = asked;
    const viewer = viewers.find(({ role, credential }) => role === Role.AUDITOR && !credential)!;
    const value = print(astFromValue(argument.defaultValue, argument.type)!);
    const nullable = String(argument.type).replace(/!$/, '');
    const selection = isLeafType(type) ? '' : '{ __typename }';
    for (const form of forms) {
      const text = `query ($given: ${form(nullable, value)}) { ${name}(${argument.name}: $given) ${selection} }`;
      const executor = new QueryExecutor(schema);
      const document = parse(text);
      expect(validate(schema, document), text).toEqual([]);
      const operation = { document, operationName: undefined, variables: {} };
      const guarded = await readers.answer(viewer, async (contextValue) => execute({ schema, document, contextValue }));
      for (let use = 0; use < 4; use += 1) {
        expect(await readers.answer(viewer, (context) => executor.execute(operation, context)), text).toEqual(guarded);
      }
    }
  },
);

test('a read after the end of a request is refused, and holds no connection', async () => {
  const { contexts } = readers;
  const context = contexts.create(viewers[0]!, 'zh');
  await context.db.read();
  await context.db.finish();
  await expect(context.db.read()).rejects.toThrow(/has ended/);
  await expect(context.db.as({ role: 'SYSTEM', accountId: null, subjectId: null }).read()).rejects.toThrow();
  await expect.poll(() => gateway.database.lanes.requests.state.busy).toBe(0);
});
