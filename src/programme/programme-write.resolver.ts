import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Payload, payloadOf } from '../kernel/payload.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { Role } from '../access/role.js';
import { Programme } from './programme.js';
import { ProgrammeInput } from './programme-input.js';
import { programmeById } from './programme.loader.js';
import { createProgramme, updateProgramme } from './write-programme.js';

@InputType({ description: 'A programme to set up.' })
class CreateProgrammeInput {
  @Field(() => ProgrammeInput, { description: 'The programme.' })
  programme: ProgrammeInput;

  @Field(() => String, { description: 'Your key: a retry with it creates nothing twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'A programme to change.' })
class UpdateProgrammeInput {
  @Field(() => ProgrammeInput, { description: 'The programme as it is to be, whole; the code names which.' })
  programme: ProgrammeInput;

  @Field(() => Int, { description: 'The version of the programme that you saw.' })
  version: number;
}

@ObjectType({ description: 'A programme after it was set up or changed.' })
@Access(Role.SCIENCE)
class ProgrammePayload extends Payload {
  @Field(() => Programme, { nullable: true, description: 'The programme; null when it was refused.' })
  programme?: Programme | null;
}

@Resolver()
export class ProgrammeWriteResolver {
  @Access(Role.SCIENCE)
  @Mutation(() => ProgrammePayload, {
    description: '发布通知: sets a programme up, rules and windows as data (§3 one).',
  })
  createProgramme(
    @Ctx() context: Context,
    @Arg('input', () => CreateProgrammeInput, { description: 'The programme.' }) input: CreateProgrammeInput,
  ): Promise<ProgrammePayload> {
    return answer(context, () => createProgramme(context, dataOf(input.programme), input.idempotencyKey));
  }

  @Access(Role.SCIENCE)
  @Mutation(() => ProgrammePayload, {
    description:
      '调整规则: replaces windows and rules, the rules as their next version. Refused once a proposal of it is approved.',
  })
  updateProgramme(
    @Ctx() context: Context,
    @Arg('input', () => UpdateProgrammeInput, { description: 'The programme as it is to be.' })
    input: UpdateProgrammeInput,
  ): Promise<ProgrammePayload> {
    const seen = { code: input.programme.code, version: input.version };
    return answer(context, () => updateProgramme(context, dataOf(input.programme), seen));
  }
}

/** A programme as a data file gives it. Programmes from here are real ones. */
function dataOf(programme: ProgrammeInput): unknown {
  const { rules, ...fields } = programme;
  const products = rules.products.map((product, index) => ({ ...product, position: index + 1 }));
  return { ...fields, demonstration: false, rules: { ...rules, products } };
}

function answer(context: Context, work: () => Promise<string>): Promise<ProgrammePayload> {
  return payloadOf(ProgrammePayload, context.language, async () => ({
    programme: await programmeById(context, await work()),
  }));
}
