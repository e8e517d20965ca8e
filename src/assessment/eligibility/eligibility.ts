import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Access } from '../../access/access.js';
import { everybody } from '../../access/role.js';

export enum EligibilityCondition {
  CREDIT_CODE = 'CREDIT_CODE',
  REGION = 'REGION',
  QUALIFICATION = 'QUALIFICATION',
  POLICY = 'POLICY',
}

registerEnumType(EligibilityCondition, {
  name: 'EligibilityCondition',
  description: '资格条件. Values may be added.',
  valuesConfig: {
    CREDIT_CODE: { description: '统一社会信用代码: the code is one (GB 32100-2015).' },
    REGION: { description: '注册地: registered in a region of the programme (§1 one).' },
    QUALIFICATION: { description: '企业资质: on a department’s list of an eligible kind of company (§1 one).' },
    POLICY: { description: '保单: what a policy has to be before it counts (§1 two); judged once it is pushed.' },
  },
});

export enum EligibilityVerdict {
  MET = 'MET',
  DEPENDS = 'DEPENDS',
  NOT_MET = 'NOT_MET',
  UNKNOWN = 'UNKNOWN',
}

registerEnumType(EligibilityVerdict, {
  name: 'EligibilityVerdict',
  description: '判断结果: whether a condition is met.',
  valuesConfig: {
    MET: { description: '符合: the condition is met.' },
    DEPENDS: { description: '视保单而定: met by some policies and not by others; the message says which.' },
    NOT_MET: { description: '不符合: the condition is not met.' },
    UNKNOWN: { description: '暂无法判断: nothing that is public says.' },
  },
});

@ObjectType({ description: '一项条件: whether it is met, and what to do where it is not.' })
@Access(...everybody)
export class EligibilityFinding {
  @Field(() => EligibilityCondition, { description: 'The condition of §1.' })
  condition: EligibilityCondition;

  @Field(() => EligibilityVerdict, { description: 'Whether it is met.' })
  verdict: EligibilityVerdict;

  @Field(() => String, { description: '说明: the verdict in words, in the language of Accept-Language.' })
  message: string;

  @Field(() => String, { nullable: true, description: '如何补正: what to do; null where nothing is to be done.' })
  remedy: string | null;
}

@ObjectType({ description: '资格自查: whether a company qualifies for a programme, condition by condition.' })
@Access(...everybody)
export class Eligibility {
  @Field(() => Boolean, {
    description: '是否符合: whether every condition that can be judged now is met, by at least some policies.',
  })
  eligible: boolean;

  @Field(() => [EligibilityFinding], { description: '逐项结果: result of each condition.' })
  conditions: EligibilityFinding[];
}
