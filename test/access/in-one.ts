import type { ApiClient } from '../kit/client.js';

/** What one field of an operation is asked with. */
export interface Operation {
  kind: 'query' | 'mutation';
  /** The type of the value, which is the variable `$value` in `field`. */
  type: string;
  field: string;
}

/** So many values of one field stay below what an operation may cost. */
const mostAtOnce = 27;

/**
 * Asks the same with each of the values, and returns what was answered to each. Many go in one request, which takes a
 * tenth of the time; where one of them is an error, or together they cost too much, each is asked alone.
 */
export async function askEach(client: ApiClient, operation: Operation, values: unknown[]): Promise<string[]> {
  const answers: string[] = [];
  for (let from = 0; from < values.length; from += mostAtOnce) {
    answers.push(...(await askTogether(client, operation, values.slice(from, from + mostAtOnce))));
  }
  return answers;
}

async function askTogether(client: ApiClient, operation: Operation, values: unknown[]): Promise<string[]> {
  const { data, errors } = await client.ask<Record<string, unknown>, object>(
    documentOf(operation, values.length),
    Object.fromEntries(values.map((value, index) => [`value${index}`, value])),
  );
  if (data && !errors) return values.map((_, index) => JSON.stringify(data[`field${index}`]));
  const tooMuch = errors?.some(({ extensions }) => extensions.code === 'COMPLEXITY_EXCEEDED');
  if (!tooMuch || values.length === 1) return askOneByOne(client, operation, values);
  const middle = Math.ceil(values.length / 2);
  const first = await askTogether(client, operation, values.slice(0, middle));
  return [...first, ...(await askTogether(client, operation, values.slice(middle)))];
}

async function askOneByOne(client: ApiClient, operation: Operation, values: unknown[]): Promise<string[]> {
  const answers: string[] = [];
  const document = documentOf(operation, 1);
  for (const value of values) answers.push(JSON.stringify(await client.ask(document, { value0: value })));
  return answers;
}

function documentOf({ kind, type, field }: Operation, count: number): string {
  const places = Array.from({ length: count }, (_, index) => index);
  const declared = places.map((index) => `$value${index}: ${type}`);
  const fields = places.map((index) => `field${index}: ${field.replaceAll('$value', `$value${index}`)}`);
  return `${kind} (${declared.join(', ')}) { ${fields.join(' ')} }`;
}
