import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  Source,
  specifiedRules,
  validate,
} from 'graphql';
import { defineCommand, exitCode, say, WrongUse } from './command.js';
import { exitCodeUsage, GatewayClient, gatewayOptions, gatewayUsage } from './connection/gateway-client.js';
import { fileFailure } from './file-failure.js';
import { localised } from './language.js';

const usage = {
  en: `Usage: mianshen check-operations <file>... [options]
Checks GraphQL documents against the schema, and names the deprecated parts that they use; no credential is needed.
Fragments may be in other files than the operations that use them.
  --schema <file>              a saved schema instead of the gateway’s
  --strict                     a deprecated part is a fault, too
${gatewayUsage('en')}${exitCodeUsage('en')}`,
  zh: `用法：mianshen check-operations <文件>... [选项]
用接口定义校验 GraphQL 文档，并列出其中用到的已弃用部分，无需凭据。片段与使用片段的操作可在不同文件中。
  --schema <文件>              使用已保存的接口定义，不从平台读取
  --strict                     用到已弃用部分也视为错误
${gatewayUsage('zh')}${exitCodeUsage('zh')}`,
};

interface Finding {
  file: string;
  line: number;
  column: number;
  message: string;
}

export interface CheckedOperations {
  operationCount: number;
  faults: Finding[];
  deprecations: Finding[];
}

export const checkOperationsCommand = defineCommand({
  summary: { en: 'checks GraphQL documents against the schema', zh: '用接口定义校验 GraphQL 文档' },
  usage,
  options: { schema: { type: 'string' }, strict: { type: 'boolean' }, ...gatewayOptions },
  run: async (values, files) => {
    if (files.length === 0)
      throw new WrongUse(localised({ en: 'Name at least one file.', zh: '请至少指明一个文件。' }));
    const sdl = values.schema
      ? read(values.schema)
      : await (await (await GatewayClient.open(values)).download('/schema.graphql')).text();
    const checked = checkOperations(
      buildSchema(sdl),
      files.map((file) => new Source(read(file), file)),
    );
    if (values.json) say(JSON.stringify(checked));
    else report(checked);
    const found = checked.faults.length + (values.strict ? checked.deprecations.length : 0);
    return found > 0 ? exitCode.faultsFound : exitCode.done;
  },
});

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileFailure(file, 'read', error);
  }
}

/** A file that is a library of fragments may have some that none of these operations uses. */
const rules = specifiedRules.filter(({ name }) => name !== 'NoUnusedFragmentsRule');

/** Checks all files as one document, so that an operation may use a fragment of another file. */
export function checkOperations(schema: GraphQLSchema, sources: Source[]): CheckedOperations {
  const faults: Finding[] = [];
  const definitions = sources.flatMap((source) => {
    try {
      return parse(source).definitions;
    } catch (error) {
      faults.push(findingOf(error as GraphQLError));
      return [];
    }
  });
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  const find = (found: readonly GraphQLError[]) => found.map(findingOf);
  return {
    operationCount: definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length,
    faults: [...faults, ...find(validate(schema, document, rules, { maxErrors: 1_000 }))],
    deprecations: find(validate(schema, document, [NoDeprecatedCustomRule], { maxErrors: 1_000 })),
  };
}

function findingOf({ message, nodes, source, locations }: GraphQLError): Finding {
  const { line = 1, column = 1 } = locations?.[0] ?? {};
  return { file: nodes?.[0]?.loc?.source.name ?? source?.name ?? '', line, column, message };
}

function report({ operationCount, faults, deprecations }: CheckedOperations): void {
  const place = ({ file, line, column, message }: Finding) => `${file}:${line}:${column}  ${message}`;
  for (const fault of faults) say(`✘ ${place(fault)}`);
  for (const deprecation of deprecations) say(`! ${place(deprecation)}`);
  const [bad, old] = [faults.length, deprecations.length];
  say(
    localised({
      en: `${operationCount} operations: ${bad} faults, ${old} uses of deprecated parts`,
      zh: `共 ${operationCount} 个操作：${bad} 处错误，${old} 处使用了已弃用部分`,
    }),
  );
}
