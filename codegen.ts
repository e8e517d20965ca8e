import type { CodegenConfig } from '@graphql-codegen/cli';

const typedDocuments = {
  preset: 'client',
  presetConfig: { fragmentMasking: false },
  config: {
    documentMode: 'string',
    useTypeImports: true,
    enumsAsTypes: true,
    emitLegacyCommonJSImports: false,
    scalars: { Money: 'string', Decimal: 'string', Date: 'string', DateTime: 'string', JSON: 'unknown', ID: 'string' },
  },
} as const;

/** Typed documents of the operations that we use ourselves, from the schema as served: all for the tests, the command's own for it. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  generates: {
    'test/generated/': { ...typedDocuments, documents: 'schema/operations/**/*.graphql' },
    'packages/client/src/generated/': { ...typedDocuments, documents: 'packages/client/operations/*.graphql' },
    'src/cli/generated/': { ...typedDocuments, documents: 'schema/operations/*-command.graphql' },
  },
};

export default config;
