import fs from 'node:fs';

/*
 * Loaded in the process of each test file: records the time of every successful mutation with its cost. The gateway of
 * a test runs in the same process, so this is the total time.
 */
const file = process.env['COSTS_FILE'] as string;
const plain = globalThis.fetch;

interface Answer {
  data?: Record<string, { userErrors?: unknown[] } | null> | null;
  errors?: unknown[];
  extensions?: { cost?: { asked: number } };
}

globalThis.fetch = async (input, init) => {
  const mutation = mutationOf(init?.body);
  const began = performance.now();
  const response = await plain(input, init);
  if (mutation) note(await response.clone().text(), performance.now() - began);
  return response;
};

function mutationOf(body: unknown): boolean {
  if (typeof body !== 'string' || !body.startsWith('{')) return false;
  try {
    return /^\s*mutation\b/.test(String((JSON.parse(body) as { query?: unknown }).query));
  } catch {
    // A test that sends invalid JSON.
    return false;
  }
}

/** Records a document with one mutation that succeeded. */
function note(text: string, time: number): void {
  const { data, errors, extensions } = JSON.parse(text) as Answer;
  const fields = Object.entries(data ?? {});
  const [name, payload] = fields[0] ?? [];
  if (fields.length !== 1 || errors || !payload || (payload.userErrors?.length ?? 0) > 0) return;
  fs.appendFileSync(file, `${JSON.stringify({ name, time, cost: extensions?.cost?.asked })}\n`);
}
