import pg from 'pg';

/** The common part of Mercurius and Yoga: the schema of the list, and the best SQL that a resolver can send. */
export const typeDefs = `
  type Named { code: String! name: String! nameInEnglish: String! }
  type Recipient {
    id: ID! rank: Int! name: String! creditCode: String! amount: String! city: Named!
    qualificationKinds: [Named!]! products: [Named!]!
  }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type RecipientConnection { nodes: [Recipient!]! pageInfo: PageInfo! }
  input RecipientFilter { city: String product: String qualification: String }
  type Query { recipients(noticeId: ID!, filter: RecipientFilter, first: Int, after: String): RecipientConnection! }
`;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const names = await readNames();

async function readNames() {
  const read = async (table) => {
    const { rows } = await pool.query(`select code, name, name_in_english as "nameInEnglish" from ${table}`);
    return new Map(rows.map((row) => [row.code, row]));
  };
  return { city: await read('region'), kind: await read('qualification_kind'), product: await read('product') };
}

export async function recipients(_, { filter, first = 20, after }) {
  const values = [process.env.RELEASE_ID, first + 1];
  const conditions = ['release_id = $1'];
  // One prepared statement for each combination of conditions.
  let statement = 'list';
  const where = (name, text, value) => {
    if (value == null) return;
    values.push(value);
    statement += `-${name}`;
    conditions.push(text.replace('?', `$${values.length}`));
  };
  where('after', 'rank > ?', after && Number(Buffer.from(after, 'base64url').toString()));
  where('city', 'region_code = ?', filter?.city);
  where('product', 'product_codes @> array[?]', filter?.product);
  where('kind', 'qualification_kinds @> array[?]', filter?.qualification);
  const { rows } = await pool.query({
    name: statement,
    text: `select id, rank, name, credit_code, region_code, qualification_kinds, product_codes, amount
      from recipient where ${conditions.join(' and ')} order by rank limit $2`,
    values,
  });
  const nodes = rows.slice(0, first).map((row) => ({
    id: row.id,
    rank: row.rank,
    name: row.name,
    creditCode: row.credit_code,
    amount: row.amount,
    city: names.city.get(row.region_code),
    qualificationKinds: row.qualification_kinds.map((code) => names.kind.get(code)),
    products: row.product_codes.map((code) => names.product.get(code)),
  }));
  const last = nodes.at(-1);
  const endCursor = last ? Buffer.from(String(last.rank)).toString('base64url') : null;
  return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } };
}
