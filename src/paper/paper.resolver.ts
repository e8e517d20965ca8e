import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role, staff } from '../access/role.js';
import { keyOf } from '../kernel/values/global-id.js';
import { payloadOf } from '../kernel/errors/payload.js';
import { policyById } from '../policy/policy.loader.js';
import { Policy } from '../policy/policy.js';
import { rulesOfProgramme } from '../programme/programme.loader.js';
import { attachDocument } from './attach-document.js';
import { documentsOfPolicy, uploadedDocumentById } from './paper.loader.js';
import { DocumentKind } from '../programme/catalogue/document-kind.js';
import { PolicyDocument, UploadedDocument } from './policy-document.js';
import { removeDocument } from './remove-document.js';
import {
  AttachDocumentInput,
  AttachDocumentPayload,
  RemoveDocumentInput,
  RemoveDocumentPayload,
} from './paper.inputs.js';

/** The papers that prove a policy (§3 four). */
@Resolver(() => Policy)
export class PaperResolver {
  @Access(Role.INSURER)
  @Mutation(() => AttachDocumentPayload, {
    description: '补充附件: attaches an uploaded paper to a policy. Attaching the same one twice changes nothing.',
  })
  attachDocument(
    @Ctx() context: Context,
    @Arg('input', () => AttachDocumentInput, { description: 'Which paper, to which policy.' })
    input: AttachDocumentInput,
  ): Promise<AttachDocumentPayload> {
    return payloadOf(AttachDocumentPayload, context.language, async () => {
      const id = await attachDocument(context, {
        kind: input.kind,
        policyId: keyOf('Policy', input.policyId),
        documentId: keyOf('UploadedDocument', input.documentId),
      });
      return { policy: await policyById(context, id) };
    });
  }

  @Access(Role.INSURER)
  @Mutation(() => RemoveDocumentPayload, {
    description:
      '移除附件: takes a paper off a policy that is not in an approved proposal. The event log keeps that it was there.',
  })
  removeDocument(
    @Ctx() context: Context,
    @Arg('input', () => RemoveDocumentInput, { description: 'Which paper, off which policy.' })
    input: RemoveDocumentInput,
  ): Promise<RemoveDocumentPayload> {
    return payloadOf(RemoveDocumentPayload, context.language, async () => {
      const id = await removeDocument(context, {
        ...input,
        policyId: keyOf('Policy', input.policyId),
        documentId: keyOf('UploadedDocument', input.documentId),
      });
      return { policy: await policyById(context, id) };
    });
  }

  @Access(Role.INSURER, ...staff)
  @FieldResolver(() => [PolicyDocument], { nullable: true, description: '佐证材料: papers attached to it.' })
  documents(@Root() policy: Policy, @Ctx() context: Context): Promise<PolicyDocument[]> {
    return documentsOfPolicy(context, policy.id);
  }

  @Access(Role.INSURER, ...staff)
  @FieldResolver(() => [DocumentKind], {
    nullable: true,
    description: '尚缺材料: kinds of paper it still lacks; it counts only when there are none (§3 four).',
  })
  async missingDocuments(@Root() policy: Policy, @Ctx() context: Context): Promise<string[]> {
    const rules = await rulesOfProgramme(context, policy.programmeId);
    const attached = new Set<string>((await documentsOfPolicy(context, policy.id)).map((document) => document.kind));
    return (rules?.requiredDocuments ?? []).filter((kind) => !attached.has(kind));
  }
}

@Resolver(() => PolicyDocument)
export class PolicyDocumentResolver {
  @ReadsByKey(() => UploadedDocument, 'documentId')
  @FieldResolver(() => UploadedDocument, { nullable: true, description: 'The uploaded paper.' })
  document(@Root() attached: PolicyDocument, @Ctx() context: Context): Promise<UploadedDocument | null> {
    return uploadedDocumentById(context, attached.documentId);
  }
}
