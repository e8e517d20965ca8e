import { sql } from 'kysely';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { type Connection, connectionOf, PageArguments, readPage } from '../common/pagination.js';
import { Access } from '../identity/access.js';
import type { Context } from '../identity/context.js';
import { Role, staff } from '../identity/role.js';
import { Institution } from './institution.js';

const InstitutionConnection = connectionOf(Institution);

@Resolver(() => Institution)
export class InstitutionResolver {
  @Access(Role.INSURER, ...staff)
  @Query(() => InstitutionConnection, { description: 'Institutions by name; an insurer sees its own.' })
  async institutions(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<Connection<Institution>> {
    return readPage(
      await context.db.read(),
      InstitutionConnection,
      {
        select: sql`id, credit_code as "creditCode", name, status, demonstration`,
        from: sql`institution`,
        where: [],
      },
      {
        name: 'NAME',
        keys: [
          { sql: sql`name`, type: 'text' },
          { sql: sql`id`, type: 'uuid' },
        ],
      },
      page,
    );
  }
}
