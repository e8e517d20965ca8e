-- in batches
update claim set region_code = enterprise.region_code from enterprise
where enterprise.id = claim.enterprise_id and claim.id in (
  select lacking.id from claim as lacking join enterprise as company on company.id = lacking.enterprise_id
  where lacking.region_code is distinct from company.region_code limit 5000);
