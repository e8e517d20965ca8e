import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { batchById, claimById, recoveryById } from '../claim/claim.loader.js';
import { parseGlobalId } from '../kernel/global-id.js';
import { Node } from '../kernel/node.js';
import { badInput } from '../kernel/pagination.js';
import { bankAccountById, bindingById } from '../bank-account/bank-account.loader.js';
import { enterpriseById } from '../enterprise/enterprise.loader.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody, members, Role, staff } from '../access/role.js';
import { frontEndById, machineCredentialById } from '../client/client.loader.js';
import { institutionById } from '../institution/institution.loader.js';
import { policyById, submissionById, uploadedDocumentById } from '../policy/policy.loader.js';
import { spotCheckById, spotCheckItemById } from '../inspection/inspection.loader.js';
import { programmeById } from '../programme/programme.loader.js';
import { opinionPaperById, proposalById } from '../proposal/proposal.loader.js';
import { deliveryById, webhookById } from '../webhook/webhook.resolver.js';
import { attachmentById, noticeById, objectionById, recipientById } from '../notice/notice.loader.js';

interface NodeType {
  roles: Role[];
  load: (context: Context, key: string) => Promise<Node | null>;
}

/** Every type that `node(id)` finds, and who may look for one; row security decides about the row. */
export const nodeTypes: Record<string, NodeType> = {
  Programme: { roles: everybody, load: programmeById },
  PublicityNotice: { roles: everybody, load: noticeById },
  Recipient: { roles: everybody, load: recipientById },
  MachineCredential: { roles: [Role.INSURER, ...staff], load: machineCredentialById },
  FrontEnd: { roles: [Role.PLATFORM, Role.AUDITOR], load: frontEndById },
  Institution: { roles: [Role.INSURER, ...staff], load: institutionById },
  EnterpriseBinding: { roles: [Role.ENTERPRISE, ...staff], load: bindingById },
  BankAccount: { roles: [Role.ENTERPRISE, ...staff], load: bankAccountById },
  Enterprise: { roles: members, load: enterpriseById },
  Policy: { roles: [Role.INSURER, Role.ENTERPRISE, ...staff], load: policyById },
  Submission: { roles: [Role.INSURER, ...staff], load: submissionById },
  UploadedDocument: { roles: [Role.INSURER, ...staff], load: uploadedDocumentById },
  SubsidyProposal: { roles: staff, load: proposalById },
  OpinionPaper: { roles: staff, load: opinionPaperById },
  Objection: { roles: everybody, load: objectionById },
  ObjectionAttachment: { roles: [Role.SCIENCE], load: attachmentById },
  PaymentBatch: { roles: staff, load: batchById },
  Recovery: { roles: everybody, load: recoveryById },
  Webhook: { roles: members, load: webhookById },
  WebhookDelivery: { roles: members, load: deliveryById },
  Claim: { roles: [Role.ENTERPRISE, ...staff], load: claimById },
  SpotCheck: { roles: [Role.INSURER, ...staff], load: spotCheckById },
  SpotCheckItem: { roles: [Role.INSURER, ...staff], load: spotCheckItemById },
};

const mostNodes = 100;

@Resolver()
export class NodeResolver {
  @Access(...everybody)
  @Query(() => Node, {
    nullable: true,
    description: 'One object by its global id; null where there is none that you may see.',
  })
  node(@Ctx() context: Context, @Arg('id', () => ID, { description: 'Global id.' }) id: string): Promise<Node | null> {
    return findNode(context, id);
  }

  @Access(...everybody)
  @Query(() => [Node], { nullable: 'items', description: 'Up to 100 objects by their ids, in the same order.' })
  nodes(
    @Ctx() context: Context,
    @Arg('ids', () => [ID], { description: 'Global ids, at most 100.' }) ids: string[],
  ): Promise<(Node | null)[]> {
    if (ids.length > mostNodes) throw badInput(`\`ids\` has at most ${mostNodes}; found ${ids.length}`);
    return Promise.all(ids.map((id) => findNode(context, id)));
  }
}

/** What may not be seen and what is not there look the same. */
export async function findNode(context: Context, id: string): Promise<Node | null> {
  const parsed = parseGlobalId(id);
  const type = parsed && nodeTypes[parsed.type];
  if (!type?.roles.includes(context.viewer.role)) return null;
  return type.load(context, parsed?.key ?? '');
}
