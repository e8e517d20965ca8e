import { Arg, Ctx, Field, FieldResolver, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { Access, NeedsScope } from '../access/access.js';
import type { Context } from '../access/context.js';
import { signedIn } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { OnePerson } from '../account/four-eyes.js';
import { findByKeys } from '../database/entity-rows.js';
import { Payload, payloadOf } from '../kernel/errors/payload.js';
import { defineLoader } from '../kernel/loader.js';
import { globalId } from '../kernel/values/global-id.js';
import { JsonScalar } from '../kernel/values/scalars.js';
import { exportRows } from './export-rows.js';
import { ExportFormat, ExportStatus, ListExport } from './list-export.js';

export const exportById = defineLoader(
  'export by id',
  (em, ids) => findByKeys(em, ListExport, 'id', ids),
  (exported) => exported.id,
);

@InputType({ description: 'A list to write to a file.' })
class ExportRowsInput {
  @Field(() => String, {
    description:
      'A query of one list that asks for `nodes` alone, for example `{ policies(filter: { programme: "FJ-2025" }) { nodes { policyNo premium } } }`. Its place in the list is ours: `first`, `after`, `last` and `before` are left out.',
  })
  query: string;

  @Field(() => JsonScalar, { nullable: true, description: 'The variables of the query, by name.' })
  variables?: Record<string, unknown> | null;

  @Field(() => ExportFormat, { defaultValue: ExportFormat.NDJSON, description: '格式: how the rows are written.' })
  format: ExportFormat = ExportFormat.NDJSON;

  @Field(() => String, { description: 'Your key for this export: a retry with it writes no second file.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'An export that was asked for.' })
@Access(...signedIn)
class ExportPayload extends Payload {
  @Field(() => ListExport, { nullable: true, description: 'The export; null when it was refused.' })
  listExport?: ListExport | null;
}

@Resolver(() => ListExport)
export class ExportResolver {
  @Access(...signedIn)
  @NeedsScope(Scope.READ)
  @OnePerson('It writes to a file what somebody may read anyway.')
  @Mutation(() => ExportPayload, {
    description:
      '批量导出: writes all rows of a list to a file in the background, with the rows and fields that you may read. Follow it with `node(id)`.',
  })
  exportRows(
    @Ctx() context: Context,
    @Arg('input', () => ExportRowsInput, { description: 'The list, and the format.' }) input: ExportRowsInput,
  ): Promise<ExportPayload> {
    return payloadOf(ExportPayload, context.language, async () => {
      return {
        listExport: await exportById(
          context,
          await exportRows(context, { ...input, variables: input.variables ?? {} }),
        ),
      };
    });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      '下载地址: where the file is read with `GET` and your token, from the root of this address; null until it is done.',
  })
  url(@Root() { id, status, format }: ListExport): string | null {
    return status === ExportStatus.DONE ? `/exports/${globalId('ListExport', id)}/rows.${format.toLowerCase()}` : null;
  }
}
