import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Access } from '../access/access.js';
import { signedIn } from '../access/role.js';
import { Payload } from '../kernel/errors/payload.js';
import { JsonScalar } from '../kernel/values/scalars.js';
import { ExportFormat, ExportStatus, ListExport } from './list-export.js';

@InputType({ description: 'A list to write to a file.' })
export class ExportRowsInput {
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

@InputType({ description: 'Filter of exports; all conditions together.' })
export class ExportFilter {
  @Field(() => ExportStatus, { nullable: true, description: 'Only in this state.' })
  status?: ExportStatus;
}

@InputType({ description: 'An export to end.' })
export class CancelExportInput {
  @Field(() => ID, { description: '导出: id of the export.' })
  exportId: string;
}

@ObjectType({ description: 'An export that was asked for.' })
@Access(...signedIn)
export class ExportPayload extends Payload {
  @Field(() => ListExport, { nullable: true, description: 'The export; null when it was refused.' })
  listExport?: ListExport | null;
}
