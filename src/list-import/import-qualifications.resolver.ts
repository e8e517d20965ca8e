import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { importQualifications } from './import-qualifications.js';
import { ImportQualificationsInput, ListImportPayload } from './list-import.inputs.js';
import { listImportById } from './list-import.loader.js';

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
