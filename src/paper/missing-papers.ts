import { sql } from 'kysely';
import type { Context } from '../access/context.js';
import type { StyledCell } from '../spreadsheet/write-sheet.js';
import { DocumentKind } from '../programme/catalogue/document-kind.js';
import { named } from '../database/schema/columns.js';
import { idOfRulesInForce } from '../programme/rules-in-force.js';

interface IncompletePolicy {
  id: string;
  policyNo: string;
  creditCode: string;
  name: string;
  product: string;
  invoiceNo: string;
  /** In Asia/Shanghai, in a format for clerks. */
  acceptedAt: string;
  missing: DocumentKind[];
}

const pageSize = 1_000;

const words = {
  zh: {
    heads: [
      '保单号',
      '统一社会信用代码',
      '企业名称',
      '险种',
      '发票号码',
      '受理时间（北京时间）',
      '尚缺材料',
      '建议文件名',
    ],
    kinds: { POLICY: '保险单', INVOICE: '保险费发票' },
  },
  en: {
    heads: [
      'Policy number',
      'Credit code',
      'Company',
      'Product',
      'Invoice number',
      'Accepted at (Asia/Shanghai)',
      'Missing papers',
      'Names for the files',
    ],
    kinds: { POLICY: 'policy document', INVOICE: 'invoice' },
  },
};

export const checklistWidths = [26, 24, 32, 34, 26, 22, 22, 44];

/**
 * Yields a checklist of the papers that policies of the viewer's institution still lack, in the order of acceptance.
 */
export async function* missingPapers(context: Context, programme: string): AsyncGenerator<StyledCell[]> {
  const { heads, kinds } = words[context.language];
  yield heads.map((text) => ({ text, style: 'heading' as const }));
  for await (const policy of readIncomplete(context, programme)) {
    const { policyNo, creditCode, name, product, invoiceNo, acceptedAt, missing } = policy;
    const names = missing.map((kind) => `${policyNo}_${kind === DocumentKind.POLICY ? '保单' : '发票'}.pdf`);
    const papers = missing.map((kind) => kinds[kind]).join('、');
    const cells = [policyNo, creditCode, name, product, invoiceNo, acceptedAt];
    yield [
      ...cells.map((text): StyledCell => ({ text, style: 'plain' })),
      ...[papers, names.join('\n')].map((text): StyledCell => ({ text, style: 'remark' })),
    ];
  }
}

async function* readIncomplete({ db }: Context, programme: string): AsyncGenerator<IncompletePolicy> {
  const em = await db.read();
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await sql<IncompletePolicy>`
      select ${named('policy.id', 'policy_no', 'credit_code')}, insured_name as name,
        coalesce(product.name, product_code) as product, ${named('invoice_no')},
        to_char(accepted_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "acceptedAt",
        array(select kind from unnest(rules.required_documents) as kind where not exists (
          select from policy_document as attached
          where attached.policy_id = policy.id and attached.kind = kind)) as missing
      from policy join enterprise on enterprise.id = enterprise_id
        join programme on programme.id = policy.programme_id and programme.code = ${programme}
        join programme_rules as rules on rules.id = ${idOfRulesInForce(sql`programme.id`)}
        left join product on product.rules_id = rules.id and product.code = product_code
      where incomplete and policy.status = 'ACCEPTED' and policy.id > ${after}::uuid
      order by policy.id limit ${pageSize}`.execute(em.getKysely());
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}
