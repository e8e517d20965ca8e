import { Arg, Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { DateScalar } from '../kernel/values/scalars.js';
import { importQualifications, type ImportQualifications, type QualificationRow } from './import-qualifications.js';
import { ListImportPayload } from './list-import.inputs.js';
import { listImportById } from './list-import.loader.js';

@InputType({ description: 'One row of a list. Every field is text, so that a fault is answered for its row.' })
class QualificationRowInput implements QualificationRow {
  @Field(() => String, { description: '统一社会信用代码: unified social credit code.' })
  creditCode: string;

  @Field(() => String, { description: '企业名称: name of the company.' })
  name: string;

  @Field(() => String, { description: '资质类别: code or official name of the kind, for example `GAZELLE`.' })
  kind: string;

  @Field(() => String, { description: '有效期起: first day, as 2024-01-01.' })
  validFrom: string;

  @Field(() => String, { description: '有效期止: last day, as 2026-12-31.' })
  validUntil: string;
}

@InputType({ description: 'A list of qualified enterprises.' })
class ImportQualificationsInput implements ImportQualifications {
  @Field(() => String, { description: '名单名称或文号: name or number of the department’s list.' })
  source: string;

  @Field(() => DateScalar, { description: '名单日期: day of which the list speaks.' })
  listDate: string;

  @Field(() => [QualificationRowInput], { description: 'The rows, 1 to 100.' })
  rows: QualificationRowInput[];

  @Field(() => String, { description: 'Your key: the same key with the same input is imported once.' })
  idempotencyKey: string;
}

@Resolver()
export class ImportQualificationsResolver {
  @Access(Role.PLATFORM)
  @Mutation(() => ListImportPayload, {
    description:
      '导入企业资质: some rows of a department’s list, all of them or none (§1 one). They count once another person confirms the import (`confirmListImport`). A longer list goes by file: `POST /upload/lists`.',
  })
  importQualifications(
    @Ctx() context: Context,
    @Arg('input', () => ImportQualificationsInput, { description: 'The list to import.' })
    input: ImportQualificationsInput,
  ): Promise<ListImportPayload> {
    return payloadOf(ListImportPayload, context.language, async () => ({
      listImport: await listImportById(context, await importQualifications(context, input)),
    }));
  }
}
