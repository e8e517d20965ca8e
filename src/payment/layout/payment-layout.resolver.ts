import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { FourEyes, OnePerson } from '../../account/four-eyes.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { Role } from '../../access/role.js';
import { keyOf } from '../../kernel/values/global-id.js';
import { payloadOf } from '../../kernel/errors/payload.js';
import { Programme } from '../../programme/programme.js';
import { programmeById } from '../../programme/programme.loader.js';
import { approvePaymentLayout, rejectPaymentLayout } from './decide-payment-layout.js';
import { LayoutStatus, PaymentLayout } from './payment-layout.js';
import { PaymentFile } from '../release/payment-file.js';
import { layoutById, layoutsOfProgramme } from '../payment.loader.js';
import { proposePaymentLayout } from './propose-payment-layout.js';
import {
  PaymentLayoutPayload,
  PaymentLayoutStepInput,
  ProposePaymentLayoutInput,
  RejectPaymentLayoutInput,
} from './payment-layout.inputs.js';

@Resolver(() => PaymentLayout)
export class PaymentLayoutResolver {
  @Access(Role.FINANCE)
  @Mutation(() => PaymentLayoutPayload, {
    description: '拟定拨付文件格式: proposes how the file for the treasury is laid out; another person approves it.',
  })
  proposePaymentLayout(
    @Ctx() context: Context,
    @Arg('input', () => ProposePaymentLayoutInput, { description: 'The layout to propose.' })
    input: ProposePaymentLayoutInput,
  ): Promise<PaymentLayoutPayload> {
    return payload(context, () => proposePaymentLayout(context, input));
  }

  @Access(Role.FINANCE)
  @FourEyes('proposePaymentLayout')
  @Mutation(() => PaymentLayoutPayload, {
    description: '启用拨付文件格式: puts a proposed layout in force for batches that are released from now on.',
  })
  approvePaymentLayout(
    @Ctx() context: Context,
    @Arg('input', () => PaymentLayoutStepInput, { description: 'The layout to approve.' })
    input: PaymentLayoutStepInput,
  ): Promise<PaymentLayoutPayload> {
    return payload(context, () => approvePaymentLayout(context, seen(input)));
  }

  @Access(Role.FINANCE)
  @OnePerson('Nothing changes by it: the layout in force stays.')
  @Mutation(() => PaymentLayoutPayload, {
    description: '不启用拨付文件格式: rejects a proposed layout, with the reason.',
  })
  rejectPaymentLayout(
    @Ctx() context: Context,
    @Arg('input', () => RejectPaymentLayoutInput, { description: 'Which, and why.' }) input: RejectPaymentLayoutInput,
  ): Promise<PaymentLayoutPayload> {
    return payload(context, () => rejectPaymentLayout(context, seen(input), input.reason));
  }

  @ReadsByKey(() => Programme, 'programmeId')
  @FieldResolver(() => Programme, { nullable: true, description: '年度工作: whose payments have the layout.' })
  programme(@Root() layout: PaymentLayout, @Ctx() context: Context): Promise<Programme | null> {
    return programmeById(context, layout.programmeId);
  }
}

@Resolver(() => Programme)
export class ProgrammeLayoutResolver {
  @Access(Role.FINANCE, Role.AUDITOR)
  @FieldResolver(() => [PaymentLayout], {
    description:
      '拨付文件格式: every version, the newest first. Without one in force, files are XLSX and CSV as docs/payments.md says.',
  })
  paymentLayouts(@Root() programme: Programme, @Ctx() context: Context): Promise<PaymentLayout[]> {
    return layoutsOfProgramme(context, programme.id);
  }

  @Access(Role.FINANCE, Role.AUDITOR)
  @FieldResolver(() => PaymentLayout, { nullable: true, description: '现行拨付文件格式; null while none is in force.' })
  async paymentLayout(@Root() programme: Programme, @Ctx() context: Context): Promise<PaymentLayout | null> {
    const layouts = await layoutsOfProgramme(context, programme.id);
    return layouts.find(({ status }) => status === LayoutStatus.IN_FORCE) ?? null;
  }
}

@Resolver(() => PaymentFile)
export class PaymentFileResolver {
  @FieldResolver(() => PaymentLayout, {
    nullable: true,
    description: '拨付文件格式: the layout that it was written in; null for the usual one.',
  })
  layout(@Root() file: PaymentFile, @Ctx() context: Context): Promise<PaymentLayout | null> {
    return file.layoutId ? layoutById(context, file.layoutId) : Promise.resolve(null);
  }
}

function seen({ layoutId, version }: PaymentLayoutStepInput) {
  return { layoutId: keyOf('PaymentLayout', layoutId), version };
}

function payload(context: Context, work: () => Promise<string>): Promise<PaymentLayoutPayload> {
  return payloadOf(PaymentLayoutPayload, context.language, async () => ({
    layout: await layoutById(context, await work()),
  }));
}
