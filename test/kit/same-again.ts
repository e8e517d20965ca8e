import { buildSchema, type DocumentNode, Kind, parse } from 'graphql';
import fs from 'node:fs';
import { isRepeatable } from '../../src/gateway/schema/declare-repeatable.js';
import type { Answer, Document } from './client.js';

let versioned: Set<string> | undefined;

/** Returns the mutations whose input has a version and no key, from the schema. */
export function versionedMutations(): Set<string> {
  if (versioned) return versioned;
  const fields = buildSchema(fs.readFileSync('schema/schema.graphql', 'utf8')).getMutationType()?.getFields() ?? {};
  versioned = new Set(
    Object.values(fields)
      .filter(isRepeatable)
      .map(({ name }) => name),
  );
  return versioned;
}

type Payloads = Record<string, { userErrors?: { code: string }[] } | null>;

const accepted = ({ data, errors }: Answer<unknown>): boolean =>
  !errors && Object.values((data ?? {}) as Payloads).every((payload) => !payload?.userErrors?.length);

/**
 * Sends every change of any test twice: a client whose answer was lost sends the same request again, and must get the
 * answer that it was done. A client that lost its right to ask by the change gets a refusal instead.
 */
export async function requireSameAgain<Data>(
  document: Document<Data, never> | Document<Data, unknown>,
  answer: Answer<Data>,
  repeat: () => Promise<Answer<Data>>,
): Promise<void> {
  const text = String(document);
  if (!text.includes('mutation') || !accepted(answer) || !namesOf(parse(text)).some(isVersioned)) return;
  const again = await repeat();
  if (accepted(again) || again.errors?.every(({ extensions }) => extensions.code === 'UNAUTHENTICATED')) return;
  throw new Error(`The same change, sent again, was answered otherwise: ${text}\n${JSON.stringify(again)}`);
}

const isVersioned = (name: string): boolean => versionedMutations().has(name);

function namesOf({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'mutation'
      ? definition.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []))
      : [],
  );
}
