import Fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';

/**
 * Loaders and jit, with a named statement for each level: the best that resolvers of Mercurius can do. It does not
 * check access.
 */
const typeDefs = `
  type Named { code: String! name: String! }
  type Institution { name: String! creditCode: String! }
  type Qualification { kind: Named! validFrom: String! validUntil: String! source: String! }
  type Enterprise { id: ID! creditCode: String! name: String! region: Named qualifications: [Qualification!]! }
  type Policy {
    id: ID! policyNo: String! premium: String! startsOn: String! endsOn: String! status: String! acceptedAt: String!
    product: Named institution: Institution enterprise: Enterprise
  }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type PolicyConnection { nodes: [Policy!]! pageInfo: PageInfo! }
  type Query {
    policies(first: Int!, institution: ID, enterprise: ID): PolicyConnection!
    enterpriseByCreditCode(creditCode: String!): Enterprise
  }
`;

const asText = (value) => value;
const types = {
  getTypeParser: (oid, format) => ([1082, 1184].includes(oid) ? asText : pg.types.getTypeParser(oid, format)),
};
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16, types });
const read = async (name, text, values) => (await pool.query({ name, text, values })).rows;

async function policies(_, { first, institution, enterprise }) {
  const where = institution ? 'where institution_id = $2' : enterprise ? 'where enterprise_id = $2' : '';
  const rows = await read(
    `policies ${where}`,
    `select id, policy_no as "policyNo", premium, starts_on as "startsOn", ends_on as "endsOn", status, accepted_at as "acceptedAt",
       product_code, programme_id, institution_id, enterprise_id
     from policy ${where} order by accepted_at desc, id desc limit $1`,
    [first + 1, ...(institution || enterprise ? [institution ?? enterprise] : [])],
  );
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  const endCursor = last ? Buffer.from(JSON.stringify([last.acceptedAt, last.id])).toString('base64url') : null;
  return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } };
}

async function enterpriseByCreditCode(_, { creditCode }) {
  const text = 'select id, credit_code as "creditCode", name, region_code from enterprise where credit_code = $1';
  return (await read('enterprise', text, [creditCode]))[0] ?? null;
}

/** Returns rows by key, in the order of the requesting objects. */
const byKey = async (queries, keyOf, name, text, ofRow) => {
  const keys = [...new Set(queries.map(({ obj }) => keyOf(obj)))];
  const found = new Map((await read(name, text, [keys])).map((row) => [ofRow(row), row]));
  return queries.map(({ obj }) => found.get(keyOf(obj)) ?? null);
};

const loaders = {
  Policy: {
    product: (queries) =>
      byKey(
        queries,
        (policy) => `${policy.programme_id} ${policy.product_code}`,
        'products',
        `select programme_id || ' ' || code as key, code, name from bench.product where programme_id || ' ' || code = any($1::text[])`,
        (row) => row.key,
      ),
    institution: (queries) =>
      byKey(
        queries,
        (policy) => policy.institution_id,
        'institutions',
        'select id, name, credit_code as "creditCode" from institution where id = any($1::uuid[])',
        (row) => row.id,
      ),
    enterprise: (queries) =>
      byKey(
        queries,
        (policy) => policy.enterprise_id,
        'enterprises',
        'select id, credit_code as "creditCode", name, region_code from enterprise where id = any($1::uuid[])',
        (row) => row.id,
      ),
  },
  Enterprise: {
    region: (queries) =>
      byKey(
        queries,
        (enterprise) => enterprise.region_code,
        'regions',
        'select code, name from region where code = any($1::text[])',
        (row) => row.code,
      ),
    qualifications: async (queries) => {
      const rows = await read(
        'qualifications',
        `select enterprise_id, kind as kind_code, valid_from as "validFrom", valid_until as "validUntil", source
         from qualification where enterprise_id = any($1::uuid[]) order by valid_from, kind`,
        [queries.map(({ obj }) => obj.id)],
      );
      return queries.map(({ obj }) => rows.filter((row) => row.enterprise_id === obj.id));
    },
  },
  Qualification: {
    kind: (queries) =>
      byKey(
        queries,
        (qualification) => qualification.kind_code,
        'kinds',
        'select code, name from qualification_kind where code = any($1::text[])',
        (row) => row.code,
      ),
  },
};

const app = Fastify();
app.register(mercurius, {
  schema: typeDefs,
  resolvers: { Query: { policies, enterpriseByCreditCode } },
  loaders,
  jit: 1,
});
await app.listen({ port: Number(process.env.PORT) });
