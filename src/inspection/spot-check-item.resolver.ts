import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../database/schema/relation.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { staff } from '../access/role.js';
import { Institution } from '../institution/institution.js';
import { institutionById } from '../institution/institution.loader.js';
import { Policy } from '../policy/policy.js';
import { PolicyDocument } from '../paper/policy-document.js';
import { documentsOfPolicy } from '../paper/paper.loader.js';
import { policyById } from '../policy/policy.loader.js';
import { consequenceOfItem, FindingConsequence } from './finding/finding-consequence.js';
import { findingsOfItem, spotCheckById } from './inspection.loader.js';
import { ItemStatus, SpotCheckItem } from './spot-check-item.js';
import { SpotCheckFinding } from './finding/spot-check-finding.js';
import { SpotCheck } from './spot-check.js';

@Resolver(() => SpotCheckItem)
export class SpotCheckItemResolver {
  @FieldResolver(() => SpotCheck, { nullable: true, description: '抽核批次: the draw that it came from.' })
  spotCheck(@Root() { spotCheckId }: SpotCheckItem, @Ctx() context: Context): Promise<SpotCheck | null> {
    return spotCheckById(context, spotCheckId);
  }

  @ReadsByKey(() => Institution, 'institutionId')
  @FieldResolver(() => Institution, { nullable: true, description: '保险机构: who pushed the policy.' })
  institution(@Root() { institutionId }: SpotCheckItem, @Ctx() context: Context): Promise<Institution | null> {
    return institutionById(context, institutionId);
  }

  @ReadsByKey(() => Policy, 'policyId')
  @FieldResolver(() => Policy, {
    nullable: true,
    description: '保单: the policy as it is now; after the draw it cannot change.',
  })
  policy(@Root() { policyId }: SpotCheckItem, @Ctx() context: Context): Promise<Policy | null> {
    return policyById(context, policyId);
  }

  @FieldResolver(() => [PolicyDocument], {
    description:
      '核查材料: its papers. Download each at `GET /documents/{id of its document}`; every download is in the event log.',
  })
  papers(@Root() { policyId }: SpotCheckItem, @Ctx() context: Context): Promise<PolicyDocument[]> {
    return documentsOfPolicy(context, policyId);
  }

  @FieldResolver(() => [SpotCheckFinding], {
    description: '抽核结论: findings, the first one first; an institution reads the confirmed ones.',
  })
  findings(@Root() { id }: SpotCheckItem, @Ctx() context: Context): Promise<SpotCheckFinding[]> {
    return findingsOfItem(context, id);
  }

  @Access(...staff)
  @FieldResolver(() => FindingConsequence, {
    nullable: true,
    description: '后续处理: present state of the subsidy of a failed policy; null where it has not failed.',
  })
  async consequence(@Root() item: SpotCheckItem, @Ctx() context: Context): Promise<FindingConsequence | null> {
    return item.status === ItemStatus.FAILED ? consequenceOfItem(context, item.id) : null;
  }
}
