import { Role } from '../../src/access/role.js';
import { idOf, kinds, sizes } from '../../test/kit/grown.js';

/** One kind of request: who sends it, and its body in the format of each server. */
export interface Work {
  name: string;
  role: Role;
  subjectId: string | null;
  /** Returns the bodies of many requests; `server` is `mianshen`, `mercurius` or `postgraphile`. */
  bodies: (server: string) => string[];
  /** Returns the keys in which the answers of two servers must agree. */
  keysOf: (answer: { data: Record<string, unknown> }) => unknown[];
}

/** The companies that requests of a reader may name. */
export interface Companies {
  creditCodes: string[];
}

export const institution = idOf(kinds.institution, 4);
const enterprise = idOf(kinds.enterprise, 4);
const manyRequests = 400;

const policyFields = (enterpriseFields: string, withInstitution: boolean) =>
  `id policyNo premium startsOn endsOn status acceptedAt product { code name } ${
    withInstitution ? 'institution { name creditCode }' : ''
  } enterprise { ${enterpriseFields} }`;
const companyFields = 'creditCode name region { code name }';
const qualified = `${companyFields} qualifications { kind { code name } validFrom validUntil source }`;

/**
 * Reads fifty policies with four relations: ours restricted by the token, those of the peers by their configuration.
 */
function list(role: Role, subjectId: string | null): Work {
  const withInstitution = role !== Role.ENTERPRISE;
  const fields = policyFields(companyFields, withInstitution);
  const variables = {
    institution: role === Role.INSURER ? subjectId : null,
    enterprise: role === Role.ENTERPRISE ? subjectId : null,
  };
  const queries: Record<string, string> = {
    mianshen: JSON.stringify({
      query: `{ policies(first: 50) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
    }),
    mercurius: JSON.stringify({
      query: `query ($institution: ID, $enterprise: ID) {
        policies(first: 50, institution: $institution, enterprise: $enterprise) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
      variables,
    }),
    postgraphile: JSON.stringify(postgraphileList(variables, fields)),
  };
  return {
    name: 'list with relations',
    role,
    subjectId,
    bodies: (server) => [queries[server] as string],
    keysOf: ({ data }) => nodesOf(data).map(({ policyNo }) => policyNo),
  };
}

function postgraphileList(
  { institution: insurer, enterprise: insured }: Record<string, string | null>,
  fields: string,
) {
  const condition = insurer ? '$subject: UUID!' : insured ? '$subject: UUID!' : '';
  const filter = insurer
    ? ', condition: { institutionId: $subject }'
    : insured
      ? ', condition: { enterpriseId: $subject }'
      : '';
  return {
    query: `query ${condition && `(${condition})`} {
      allPolicies(first: 50, orderBy: [ACCEPTED_AT_DESC, ROW_ID_DESC]${filter}) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
    variables: { subject: insurer ?? insured },
  };
}

/** Reads a random company by its credit code, with its qualifications where the role may read them. */
function single(role: Role, subjectId: string | null, { creditCodes }: Companies): Work {
  const fields = `id ${role === Role.INSURER ? companyFields : qualified}`;
  const code = (number: number) => creditCodes[(number * 7919) % creditCodes.length];
  const numbers = Array.from({ length: manyRequests }, (_, number) => number);
  const ours = `query ($code: String!) { enterprise(creditCode: $code) { ${fields} } }`;
  const theirs = `query ($code: String!) { enterpriseByCreditCode(creditCode: $code) { ${fields.replace(/qualifications \{(.*)\}$/, 'qualifications {$1}')} } }`;
  const listed = `query ($code: String!) { enterpriseByCreditCode(creditCode: $code) { ${fields.replace(/qualifications \{(.*)\}$/, 'qualifications { nodes {$1} }')} } }`;
  const queries: Record<string, string> = { mianshen: ours, mercurius: theirs, postgraphile: listed };
  return {
    name: 'one object',
    role,
    subjectId,
    bodies: (server) =>
      numbers.map((number) => JSON.stringify({ query: queries[server], variables: { code: code(number) } })),
    keysOf: ({ data }) => {
      const [found] = nodesOf(data);
      return [found?.['creditCode'], found?.['name']];
    },
  };
}

function nodesOf(data: Record<string, unknown>): Record<string, unknown>[] {
  const [answer] = Object.values(data) as [Record<string, unknown>];
  return (answer['nodes'] as Record<string, unknown>[] | undefined) ?? [answer];
}

export function worksOf(companies: Record<'all' | 'insured' | 'own', Companies>): Work[] {
  return [
    list(Role.AUDITOR, null),
    list(Role.INSURER, institution),
    list(Role.ENTERPRISE, enterprise),
    single(Role.AUDITOR, null, companies.all),
    single(Role.INSURER, institution, companies.insured),
    single(Role.ENTERPRISE, enterprise, companies.own),
  ];
}

export const ownEnterprise = enterprise;
export { sizes };
