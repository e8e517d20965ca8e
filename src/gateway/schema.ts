import {
  defaultFieldResolver,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  lexicographicSortSchema,
  type ConstDirectiveNode,
} from 'graphql';
import { ClaimExplanationResolver } from '../claim/claim-explanation.resolver.js';
import { type BuildSchemaOptions, buildSchemaSync, type PubSub } from 'type-graphql';
import { ClaimResolver } from '../claim/claim.resolver.js';
import { ClaimingResolver } from '../claim/claiming.resolver.js';
import { PaymentLineResolver, PaymentResolver } from '../payment/payment.resolver.js';
import { RecipientRecoveryResolver, RecoveryResolver } from '../recovery/recovery.resolver.js';
import { ClaimStatusChangedResolver } from '../claim/claim-status-changed.js';
import { TextMessagesResolver } from '../claim/text-messages.resolver.js';
import { ClaimHoldResolver } from '../claim/claim-hold.resolver.js';
import { DateTimeScalar } from '../kernel/scalars.js';
import { registerUserErrorCodes } from '../kernel/user-error.js';
import { ExclusionResolver } from '../enterprise/exclusion.resolver.js';
import { PolicyExclusionResolver } from '../funding/policy-exclusion.resolver.js';
import { OtherFundingResolver } from '../funding/other-funding.resolver.js';
import { BankAccountResolver } from '../bank-account/bank-account.resolver.js';
import { BindingResolver } from '../binding/binding.resolver.js';
import { ImportQualificationsResolver } from '../enterprise/qualification.resolver.js';
import { EnterpriseResolver, QualificationResolver } from '../enterprise/enterprise.resolver.js';
import { EventResolver } from '../event/event.resolver.js';
import { accessDirective, type AccessExtension } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody, Role } from '../access/role.js';
import { Scope } from '../access/scope.js';
import { isUnbound } from '../access/viewer.js';
import { FrontEndResolver, MachineCredentialResolver } from '../client/client.resolver.js';
import { IdentityResolver } from '../account/account.resolver.js';
import { RoleGrantResolver, ViewerResolver } from '../account/viewer.resolver.js';
import { InstitutionResolver } from '../institution/institution.resolver.js';
import { PolicyDocumentResolver, PolicyResolver } from '../policy/policy.resolver.js';
import { PolicyFlagResolver, PolicyHistoryResolver } from '../policy/policy-history.resolver.js';
import { ReconciliationResolver } from '../submission/reconciliation.resolver.js';
import { SubmissionResolver } from '../submission/submission.resolver.js';
import { SubmissionRowResolver, SubmissionRowsResolver } from '../submission/submission-rows.resolver.js';
import { ProgrammeWriteResolver } from '../programme/programme-write.resolver.js';
import { WorkingCalendarResolver } from '../calendar/working-calendar.resolver.js';
import { SubmissionProgressedResolver } from '../submission/submission-progressed.js';
import { ProgrammeResolver, ProgrammeRulesResolver } from '../programme/programme.resolver.js';
import {
  AssessmentLineResolver,
  AssessmentResolver,
  LeftOutPolicyResolver,
} from '../assessment/assessment.resolver.js';
import { ProposalResolver } from '../proposal/proposal.resolver.js';
import { AdmitPolicyResolver } from '../proposal/admit-policy.resolver.js';
import { ProposalRunResolver } from '../proposal/proposal-run.resolver.js';
import { CheckEligibilityResolver } from '../assessment/check-eligibility.resolver.js';
import { CompareProposalsResolver, ProposalChangesResolver } from '../proposal/compare-proposals.resolver.js';
import { SimulateProposalResolver } from '../assessment/simulate-proposal.resolver.js';
import { ExplanationResolver, WhyNotResolver } from '../assessment/explanation.resolver.js';
import { NoticePublishedResolver } from '../notice/notice-published.js';
import { ObjectionFilingResolver, ObjectionResolver } from '../objection/objection.resolver.js';
import { RecipientHistoryResolver } from '../log/recipient-history.js';
import { RecipientProofResolver } from '../log/recipient-proof.js';
import { PublicityResolver, RecipientResolver } from '../notice/notice.resolver.js';
import { forbidden, missingScope, notBound } from './errors.js';
import { ExaminationResolver } from '../inspection/examination.resolver.js';
import { InstitutionSpotChecksResolver } from '../inspection/institution-spot-checks.resolver.js';
import { ProposalSpotChecksResolver } from '../inspection/proposal-spot-checks.resolver.js';
import { SpotCheckItemResolver } from '../inspection/spot-check-item.resolver.js';
import { SpotCheckResolver, SpotCheckStratumResolver } from '../inspection/spot-check.resolver.js';
import { ClockResolver } from './clock.resolver.js';
import { WebhookDeliveryResolver, WebhookResolver } from '../webhook/webhook.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { EventSubjectResolver, ViewerSubjectResolver } from './subject.resolver.js';

const resolvers = [
  ViewerResolver,
  RoleGrantResolver,
  IdentityResolver,
  MachineCredentialResolver,
  FrontEndResolver,
  NodeResolver,
  EventSubjectResolver,
  ViewerSubjectResolver,
  ProgrammeResolver,
  ProgrammeRulesResolver,
  ProgrammeWriteResolver,
  WorkingCalendarResolver,
  InstitutionResolver,
  EnterpriseResolver,
  QualificationResolver,
  ExclusionResolver,
  OtherFundingResolver,
  PolicyExclusionResolver,
  ImportQualificationsResolver,
  BindingResolver,
  BankAccountResolver,
  PolicyResolver,
  PolicyHistoryResolver,
  PolicyFlagResolver,
  ReconciliationResolver,
  PolicyDocumentResolver,
  SubmissionResolver,
  SubmissionRowsResolver,
  SubmissionRowResolver,
  SubmissionProgressedResolver,
  ProposalResolver,
  AssessmentResolver,
  AssessmentLineResolver,
  LeftOutPolicyResolver,
  CompareProposalsResolver,
  ProposalChangesResolver,
  ProposalRunResolver,
  AdmitPolicyResolver,
  CheckEligibilityResolver,
  SimulateProposalResolver,
  ExplanationResolver,
  WhyNotResolver,
  ClaimExplanationResolver,
  PublicityResolver,
  RecipientResolver,
  ObjectionResolver,
  ObjectionFilingResolver,
  NoticePublishedResolver,
  RecipientProofResolver,
  RecipientHistoryResolver,
  ClaimResolver,
  ClaimStatusChangedResolver,
  ClaimingResolver,
  TextMessagesResolver,
  PaymentResolver,
  PaymentLineResolver,
  RecoveryResolver,
  RecipientRecoveryResolver,
  ClaimHoldResolver,
  SpotCheckResolver,
  SpotCheckStratumResolver,
  SpotCheckItemResolver,
  ExaminationResolver,
  InstitutionSpotChecksResolver,
  ProposalSpotChecksResolver,
  EventResolver,
  WebhookResolver,
  WebhookDeliveryResolver,
] as const;

/** Only in the sandbox. */
const sandboxResolvers = [ClockResolver] as const;

/** type-graphql asks for one; ours follow the event log, which survives a restart and reaches other gateways. */
const noPubSub: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('A subscription follows the event log: give it a `subscribe` of its own');
  },
};

const built = new Map<boolean, GraphQLSchema>();

/**
 * The schema as served: built from the nouns, every field with its access, which is enforced from the same source.
 * The sandbox's has operations besides that no real programme may have.
 */
export function buildGatewaySchema({ sandbox = false } = {}): GraphQLSchema {
  if (built.size === 0) registerUserErrorCodes();
  const schema = built.get(sandbox) ?? build(sandbox ? [...resolvers, ...sandboxResolvers] : [...resolvers]);
  built.set(sandbox, schema);
  return schema;
}

function build(resolvers: [NonNullable<unknown>, ...NonNullable<unknown>[]]): GraphQLSchema {
  const plain = buildSchemaSync({
    resolvers: resolvers as BuildSchemaOptions['resolvers'],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
    pubSub: noPubSub,
  });
  const schema = withDirective(lexicographicSortSchema(plain));
  describeRoots(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith('__')) enforceAccess(type);
  }
  return schema;
}

function withDirective(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const roleEnum = schema.getType('Role') as GraphQLEnumType;
  const Schema = schema.constructor as new (config: object) => GraphQLSchema;
  return new Schema({ ...config, directives: [...config.directives, accessDirective(roleEnum)] });
}

function describeRoots(schema: GraphQLSchema): void {
  Object.assign(schema.getQueryType() as object, { description: 'What can be read. Nothing here changes anything.' });
  Object.assign(schema.getMutationType() as object, {
    description:
      'What can be done: one mutation for each action. What is refused comes back as `userErrors`, and nothing is changed.',
  });
  Object.assign(schema.getSubscriptionType() as object, {
    description:
      'What can be followed, over graphql-transport-ws on the same address: `after` a cursor, first what was missed.',
  });
}

function isRoot(type: GraphQLObjectType): boolean {
  return ['Query', 'Mutation', 'Subscription'].includes(type.name);
}

/** A page is read by whoever may read its rows; where it stands, and a refusal, by whoever got it. */
function accessOfWrapping(type: GraphQLObjectType): Role[] | undefined {
  if (type.name === 'PageInfo' || type.name === 'UserError') return everybody;
  if (!/(Connection|Edge)$/.test(type.name)) return undefined;
  const { node, nodes } = type.getFields();
  return (getNamedType((node ?? nodes)?.type)?.extensions as AccessExtension | undefined)?.access;
}

function enforceAccess(type: GraphQLObjectType): void {
  const { access: ofType = accessOfWrapping(type) } = type.extensions as AccessExtension;
  for (const field of Object.values(type.getFields())) {
    const { access: ofField } = field.extensions as AccessExtension;
    if (isRoot(type)) guardOperation(type, field);
    const roles = ofField ?? ofType;
    if (!roles) throw new Error(`${type.name}.${field.name} says nobody may read it: give it an @Access`);
    guard(type, field, [...new Set(roles)]);
    if (ofField) annotate(field, ofField);
  }
  if (ofType && !isRoot(type)) annotate(type, ofType);
}

function guard(type: GraphQLObjectType, field: GraphQLField<unknown, Context>, roles: Role[]): void {
  if (roles.length === everybody.length) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    if (!roles.includes(context.viewer.role)) throw forbidden(type.name, field.name, roles, context);
    return resolve(source, args, context, info);
  };
  const { subscribe } = field;
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    if (!roles.includes(context.viewer.role)) throw forbidden(type.name, field.name, roles, context);
    return subscribe(source, args, context, info);
  };
}

/** Besides the role: the scopes of a machine or a front-end, and an institution or enterprise to act for. */
function guardOperation(type: GraphQLObjectType, field: GraphQLField<unknown, Context>): void {
  const { access = [], scope, unbound = false } = field.extensions as AccessExtension;
  if (access.includes(Role.PUBLIC)) return;
  const needed = scope ?? (type.name === 'Mutation' ? Scope.WRITE : Scope.READ);
  const check = ({ viewer }: Context) => {
    if (viewer.credential?.scopes && !viewer.credential.scopes.includes(needed)) throw missingScope(field.name, needed);
    if (type.name === 'Mutation' && !unbound && isUnbound(viewer)) throw notBound(field.name);
  };
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, args, context, info) => {
    check(context);
    return resolve(source, args, context, info);
  };
  if (!subscribe) return;
  field.subscribe = (source, args, context, info) => {
    check(context);
    return subscribe(source, args, context, info);
  };
}

/** Puts `@access(roles: […])` where the SDL printer finds it. */
function annotate(target: GraphQLObjectType | GraphQLField<unknown, Context>, roles: Role[]): void {
  const directive: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'access' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'roles' },
        value: {
          kind: Kind.LIST,
          values: everybody.filter((role) => roles.includes(role)).map((role) => ({ kind: Kind.ENUM, value: role })),
        },
      },
    ],
  };
  target.extensions = { ...target.extensions, directives: [directive] };
}
