import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Payload, payloadOf } from '../kernel/payload.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { importQualifications, type ImportQualifications, type QualificationRow } from './import-qualifications.js';

@InputType({ description: 'One line of a list. Every field is text, so that a fault is answered for its row.' })
class QualificationRowInput implements QualificationRow {
  @Field(() => String, { description: '统一社会信用代码.' })
  creditCode: string;

  @Field(() => String, { description: '企业名称.' })
  name: string;

  @Field(() => String, { description: '资质类别: code of the kind, for example `GAZELLE`.' })
  kind: string;

  @Field(() => String, { description: '有效期起: YYYY-MM-DD.' })
  validFrom: string;

  @Field(() => String, { description: '有效期止: YYYY-MM-DD.' })
  validUntil: string;
}

@InputType({ description: 'A list of qualified enterprises.' })
class ImportQualificationsInput implements ImportQualifications {
  @Field(() => String, { description: '来源: name or number of the department’s list.' })
  source: string;

  @Field(() => [QualificationRowInput], { description: 'The lines, 1 to 100.' })
  rows: QualificationRowInput[];

  @Field(() => String, { description: 'Your key: the same key with the same input is imported once.' })
  idempotencyKey: string;
}

@ObjectType({ description: 'What was imported.' })
@Access(Role.PLATFORM)
class ImportQualificationsPayload extends Payload {
  @Field(() => Int, {
    nullable: true,
    description: 'How many lines; null where a line has a fault and nothing was done.',
  })
  importedCount?: number | null;
}

@Resolver()
export class ImportQualificationsResolver {
  @Access(Role.PLATFORM)
  @Mutation(() => ImportQualificationsPayload, {
    description: '导入企业资质: a department’s list, all of it or nothing (§1 one). A line that is known is renewed.',
  })
  importQualifications(
    @Ctx() context: Context,
    @Arg('input', () => ImportQualificationsInput, { description: 'The list.' }) input: ImportQualificationsInput,
  ): Promise<ImportQualificationsPayload> {
    return payloadOf(ImportQualificationsPayload, context.language, async () => ({
      importedCount: await importQualifications(context, input),
    }));
  }
}
