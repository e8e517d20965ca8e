import { readFileSync } from 'node:fs';
import {
  ask,
  asMember,
  connected,
  failedRows,
  folder,
  halves,
  loops,
  operate,
  send,
  times,
  token,
  unique,
  untilTheEnd,
} from './attack-kit.mjs';

/** Attacks with the token of a clerk: files, downloads, and operations for members only. */

const upload = (body) =>
  send('/upload/policies?programme=FJ-2025&dryRun=true', { method: 'POST', body, headers: asMember });
const uploads = (clients, file) => {
  const body = readFileSync(`${folder}/${file}`);
  return loops(clients, () => upload(body));
};
const half = (path) =>
  halves(
    80,
    `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Length: 9000000\r\n\r\n%PDF-`,
  );
const page = 'policies(first: 100) { nodes { policyNo enterprise { name } documents { sha256 } } }';

export const memberAttacks = {
  'a workbook nested without end': () => uploads(2, 'nested.xlsx'),
  'workbooks of empty rows': () => uploads(2, 'empty-rows.xlsx'),
  'many small files': () => loops(20, () => upload(`保单号,统一社会信用代码\n${unique()},x\n`)),
  'many papers': () =>
    loops(20, () => send('/upload/documents', { method: 'POST', body: `%PDF-${unique()}`, headers: asMember })),
  'many identity papers': () =>
    loops(20, () =>
      send('/upload/identity-papers', {
        method: 'POST',
        body: `%PDF-${unique()}${' '.repeat(500_000)}`,
        headers: asMember,
      }),
    ),
  'failed rows that are not read': async () => {
    const path = `/submissions/${failedRows}/failed-rows`;
    void Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        send(`${path}.${at % 2 ? 'csv' : 'xlsx'}`, { headers: asMember, read: false }),
      ),
    );
    await untilTheEnd();
  },
  'half-sent files': () => half('/upload/policies?programme=FJ-2025'),
  'half-sent papers': () => half('/upload/documents'),
  'aliases of a page of policies': () =>
    loops(16, () =>
      ask({ query: `query ${unique()} { ${times(5, (at) => `a${at}: ${page}`)} }` }, { headers: asMember }),
    ),
  'aliases of a page of policies on a socket': async () => {
    const socket = await connected({ authorization: asMember.authorization });
    await loops(16, async (client, turn) => {
      operate(socket, `${client}-${turn}`, `query ${unique()} { ${times(5, (at) => `a${at}: ${page}`)} }`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
  },
  'ten thousand numbers in a variable': () =>
    loops(8, () =>
      ask(
        {
          query: 'query ($numbers: [String!]!) { policiesMissing(policyNumbers: $numbers) }',
          variables: { numbers: Array.from({ length: 9_999 }, unique) },
        },
        { headers: asMember },
      ),
    ),
};
