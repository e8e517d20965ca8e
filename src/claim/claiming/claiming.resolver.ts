import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { keyOf } from '../../kernel/values/global-id.js';
import { payloadOf } from '../../kernel/errors/payload.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { everybody, Role } from '../../access/role.js';
import { Claim } from '../claim.js';
import { ClaimApplication, StatementOfTruth } from './claim-application.js';
import { applicationOfClaim, claimById } from '../claim.loader.js';
import { confirmClaim, presentStatement } from './confirm-claim.js';
import { extendClaim } from './extend-claims.js';
import { forfeitExpiredClaims } from './forfeit-claims.js';
import {
  ClaimPayload,
  ConfirmClaimInput,
  ExtendClaimInput,
  ForfeitExpiredClaimsInput,
  ForfeitPayload,
  RequestPaymentInformationInput,
  RequestPaymentInformationPayload,
} from '../claim.inputs.js';
import { requestPaymentInformation } from '../notification/request-payment-information.js';
import { OnePerson } from '../../account/four-eyes.js';

/** The fields and mutations of claiming (§3 six). */
@Resolver(() => Claim)
export class ClaimingResolver {
  @Access(...everybody)
  @Query(() => StatementOfTruth, { description: '信息真实性承诺书: the statement in force, which a claim accepts.' })
  async statementOfTruth(@Ctx() context: Context): Promise<StatementOfTruth> {
    return presentStatement(await context.db.read());
  }

  @Access(Role.PLATFORM)
  @OnePerson('It decides nothing: it asks every company whose line was confirmed.')
  @Mutation(() => RequestPaymentInformationPayload, {
    description:
      '通知填报收款信息: asks every enterprise whose line was published without objection; its time starts (§3 six).',
  })
  requestPaymentInformation(
    @Ctx() context: Context,
    @Arg('input', () => RequestPaymentInformationInput, {
      description: 'The programme whose companies are asked, or single claims.',
    })
    input: RequestPaymentInformationInput,
  ): Promise<RequestPaymentInformationPayload> {
    return payloadOf(RequestPaymentInformationPayload, context.language, () =>
      requestPaymentInformation(context, input),
    );
  }

  @Access(Role.ENTERPRISE)
  @Mutation(() => ClaimPayload, {
    description: '确认申领: an enterprise confirms its data, chooses an account and accepts the statement of truth.',
  })
  confirmClaim(
    @Ctx() context: Context,
    @Arg('input', () => ConfirmClaimInput, {
      description: 'The claim to confirm, with the bank account that is to receive the money.',
    })
    input: ConfirmClaimInput,
  ): Promise<ClaimPayload> {
    return payloadOf(ClaimPayload, context.language, async () => {
      const claimId = keyOf('Claim', input.claimId);
      const bankAccountId = keyOf('BankAccount', input.bankAccountId);
      return { claim: await claimById(context, await confirmClaim(context, { ...input, claimId, bankAccountId })) };
    });
  }

  @Access(Role.PLATFORM)
  @OnePerson(
    'It decides nothing: what is given up follows from dates and deliveries, and the gateway does the same automatically.',
  )
  @Mutation(() => ForfeitPayload, {
    description:
      '逾期处理: gives up at once what was not claimed in time in one programme; the gateway does it automatically too.',
  })
  forfeitExpiredClaims(
    @Ctx() context: Context,
    @Arg('input', () => ForfeitExpiredClaimsInput, { description: 'Of which programme.' })
    input: ForfeitExpiredClaimsInput,
  ): Promise<ForfeitPayload> {
    return payloadOf(ForfeitPayload, context.language, async () => ({
      forfeitedCount: await forfeitExpiredClaims(context, input),
    }));
  }

  @Access(Role.SCIENCE)
  @OnePerson('It gives a company more time and changes no amount; the payment is ordered and released by others.')
  @Mutation(() => ClaimPayload, { description: '延长填报期限: gives an enterprise more time, with a reason.' })
  extendClaim(
    @Ctx() context: Context,
    @Arg('input', () => ExtendClaimInput, { description: 'The claim, and how many working days it gets.' })
    input: ExtendClaimInput,
  ): Promise<ClaimPayload> {
    return payloadOf(ClaimPayload, context.language, async () => {
      const id = await extendClaim(context, { ...input, claimId: keyOf('Claim', input.claimId) });
      return { claim: await claimById(context, id) };
    });
  }

  @FieldResolver(() => ClaimApplication, { nullable: true, description: '申领确认: the latest; null before.' })
  application(@Root() claim: Claim, @Ctx() context: Context): Promise<ClaimApplication | null> {
    return applicationOfClaim(context, claim.id);
  }
}
