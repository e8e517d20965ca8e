/**
 * Returns the statements that fill a programme with this many policies: five for each company, with two papers each; a
 * tenth of the companies is not qualified, and some have no papers.
 */
export function filling(size: number): string[] {
  return [
    `set session_replication_role = replica`,
    `insert into institution (id, credit_code, name, name_key, status) values (uuidv7(), 'I', 'bench', E'bench\\n', 'ACTIVE')`,
    `insert into submission (id, programme_id, institution_id, error_policy, row_count, accepted_count, failed_count, submitted_at)
     select uuidv7(), (select id from programme), (select id from institution), 'REJECT_ALL', 0, 0, 0, now()`,
    `insert into enterprise (credit_code, name, name_key, division_code, region_code)
     select 'C' || n, '企业' || n, plain_name('企业' || n) || E'\\n', case when n % 20 = 0 then '350203' else '350102' end,
       case when n % 20 = 0 then '3502' else '3501' end from generate_series(1, ${size / 5}) as n`,
    `insert into qualification (enterprise_id, kind, valid_from, valid_until, source)
     select id, kind, '2023-01-01', '2025-12-31', 'bench' from enterprise, unnest(array['TECH_SME', 'NATIONAL_HIGH_TECH']) as kind
     where right(credit_code, 1) <> '7'`,
    `insert into policy (programme_id, institution_id, enterprise_id, submission_id, policy_no, product_code, starts_on,
       ends_on, premium, refunded, invoice_no, status, accepted_at)
     select (select id from programme), (select id from institution), enterprise.id, (select id from submission),
       credit_code || '-' || n, (array['PRODUCT_LIABILITY', 'RD_INTERRUPTION', 'KEY_STAFF_HEALTH'])[1 + n % 3],
       '2024-01-01'::date + n * 60, '2024-12-01'::date + n * 60, 1000 + (hashtext(credit_code || n) & 1048575) / 7.0, 0,
       '1', 'ACCEPTED', now()
     from enterprise, generate_series(1, 5) as n`,
    `insert into policy_document (institution_id, policy_id, document_id, kind, attached_at)
     select institution_id, id, uuidv7(), kind, now() from policy, unnest(array['POLICY', 'INVOICE']) as kind
     where right(policy_no, 3) <> '9-5' or kind = 'POLICY'`,
    `set session_replication_role = origin`,
    `vacuum analyze`,
    `checkpoint`,
  ];
}
