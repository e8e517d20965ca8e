import { ask, loops, notice, send, times, unique } from './attack-kit.mjs';

/** Attacks by the content of an operation, without a token: the OWASP list for GraphQL. */

export const statistics = (at) =>
  `a${at}: recipientStatistics(noticeId: "${notice}", groupBy: CITY) { recipientCount }`;
const wordsOfInjection = [
  `' or '1'='1`,
  `'; drop table recipient; --`,
  '%_%_%',
  '${jndi:ldap://x}',
  '../../etc/passwd',
];
const again = (query) => loops(8, () => ask({ query: query() }));
const named = (body) => `query ${unique()} { ${body} }`;

export const documentAttacks = {
  'aliases of an aggregate': () => loops(16, () => ask({ query: named(times(300, statistics)) })),
  'some aliases of an aggregate': () => loops(16, () => ask({ query: named(times(4, statistics)) })),
  'repeated selections': () => again(() => named(`viewer { ${'role '.repeat(3_600)} }`)),
  'repeated selections within the limit': () => again(() => named(times(40, () => 'viewer { role }'))),
  'documents that do not validate': () => again(() => `{ ${times(300, () => unique())} }`),
  'nested fields': () => again(() => named(`${'a{'.repeat(400)}b${'}'.repeat(400)}`)),
  'circular fragments': () =>
    again(() => `query ${unique()} { ...A } fragment A on Query { ...B } fragment B on Query { ...A }`),
  'fragments that double': () =>
    again(
      () =>
        `query ${unique()} { ...F0 } fragment F30 on Query { viewer { role } } ${times(30, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)}`,
    ),
  'unknown directives': () => again(() => named(`viewer { role ${'@a'.repeat(900)} }`)),
  'known directives': () => again(() => named(`viewer { role ${'@skip(if: false) '.repeat(120)} }`)),
  'a batch of operations': () =>
    loops(8, () => ask(Array.from({ length: 1_000 }, () => ({ query: '{ viewer { role } }' })))),
  'the schema': () =>
    again(() => named(`__schema { types { name fields { name args { name type { name ofType { name } } } } } }`)),
  'aliases of the schema': () =>
    again(() => named(times(50, (at) => `a${at}: __schema { types { fields { name } } }`))),
  'the printed schema': () => loops(8, () => send('/schema.graphql')),
  'nested JSON': () => loops(8, () => ask(`{"query":"{ viewer { role } }","variables":{"a":${'['.repeat(900_000)}`)),
  'a list of wrong values': () =>
    loops(8, () =>
      ask({
        query: 'query ($a: [ID!]!) { nodes(ids: $a) { id } }',
        variables: { a: Array.from({ length: 4_900 }, () => ({})) },
      }),
    ),
  'a search of many words': () =>
    loops(8, () =>
      ask({
        query: `query ${unique()} ($name: String) { recipients(noticeId: "${notice}", filter: { name: $name }) { totalCount } }`,
        variables: { name: 'a '.repeat(60_000) },
      }),
    ),
  'strings of an injection': () =>
    loops(8, (client, turn) =>
      ask({
        query: `query ($text: String!) { recipients(noticeId: "${notice}", filter: { name: $text }) { totalCount } recipient(noticeId: "${notice}", creditCode: $text) { name } }`,
        variables: { text: wordsOfInjection[(client + turn) % wordsOfInjection.length] + turn },
      }),
    ),
  'pages nobody asked for before': () =>
    loops(16, (client, turn) =>
      ask({
        query: `query ($name: String) { recipients(noticeId: "${notice}", first: 100, filter: { name: $name }) { totalCount nodes { rank name amount products { name } } } }`,
        variables: { name: `${client}${turn % 100}` },
      }),
    ),
  'forms of other sites': () =>
    loops(16, (client) =>
      send('/graphql', {
        method: 'POST',
        body:
          client % 2
            ? '{"query":"mutation { signOut { userErrors { code } } }"}'
            : 'query=mutation{signOut{__typename}}',
        headers: {
          'content-type': client % 2 ? 'text/plain' : 'application/x-www-form-urlencoded',
          origin: 'https://evil.example',
        },
      }),
    ),
  'wrong passwords': () =>
    loops(16, (client, turn) =>
      ask({
        query: 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }',
        variables: { input: { phone: `139${String(client * 100_000 + turn).padStart(8, '0')}`, password: unique() } },
      }),
    ),
  'proofs of work without end': () => loops(16, () => ask({ query: 'mutation { requestChallenge { challenge } }' })),
  'the history of every line of a page': () =>
    loops(16, () =>
      ask({ query: named(`recipients(noticeId: "${notice}", first: 100) { nodes { rank history { kind reason } } }`) }),
    ),
};
