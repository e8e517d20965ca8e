import { definerRole } from './row-security.js';

type Execute = (sql: string) => Promise<unknown>;

/**
 * Row security also applies to the owner of the tables. For migrations, and for work on every row, the owner
 * temporarily inherits the policies of the definer role. Row security never applies to a superuser.
 */
export async function borrowOwnerRights(execute: Execute): Promise<void> {
  await execute(unlessSuperuser(`execute 'grant ${definerRole} to ' || owner || ' with inherit true, set true';`));
}

/**
 * Makes objects that run with their owner's rights belong to the definer role, and gives up the policies of that role.
 */
export async function giveUpOwnerRights(execute: Execute): Promise<void> {
  await execute(handOver);
  await execute(unlessSuperuser(`execute 'grant ${definerRole} to ' || owner || ' with inherit false, set true';`));
}

function unlessSuperuser(statement: string): string {
  return `do $$
    declare owner text := quote_ident(current_user);
    begin
      if not (select rolsuper from pg_roles where rolname = current_user) then ${statement} end if;
    end $$`;
}

/** Functions with `security definer`, and views that read with the rights of their owner. */
const handOver = `do $$
  declare
    thing text;
  begin
    for thing in
      select 'function ' || oid::regprocedure from pg_proc
      where prosecdef and pronamespace = 'public'::regnamespace and proowner <> '${definerRole}'::regrole
      union all
      select 'view ' || oid::regclass from pg_class
      where relkind = 'v' and relnamespace::regnamespace::text in ('public', 'feed')
        and relowner <> '${definerRole}'::regrole and not 'security_invoker=true' = any (coalesce(reloptions, '{}'))
    loop
      grant create on schema public, feed to ${definerRole};
      execute format('alter %s owner to ${definerRole}', thing);
      revoke create on schema public, feed from ${definerRole};
    end loop;
  end $$`;
