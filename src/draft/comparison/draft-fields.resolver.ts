import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import { Access } from '../../access/access.js';
import type { Context } from '../../access/context.js';
import { everybody, staff } from '../../access/role.js';
import { UserError, userErrorOf } from '../../kernel/errors/user-error.js';
import { Programme } from '../../programme/programme.js';
import { programmeById } from '../../programme/programme.loader.js';
import { differencesBetween } from './differences.js';
import { Draft } from '../draft.js';
import { refuseContradictions } from '../draft.refusals.js';
import { nameOfField } from './field-names.js';

@ObjectType({ description: '差异: a value that a draft changes.' })
@Access(...everybody)
export class DraftDifference {
  @Field(() => String, {
    description: 'Path of the field, entries of a list by their code: `rules.products.PRODUCT_LIABILITY.rate`.',
  })
  field: string;

  @Field(() => String, { description: '字段名称: what the field is called in Chinese.' })
  name: string;

  @Field(() => String, { nullable: true, description: '原值: what was in force; null where there was nothing.' })
  before: string | null;

  @Field(() => String, { nullable: true, description: '新值: what is to be in force; null where there is nothing.' })
  after: string | null;
}

@Resolver(() => Draft)
export class DraftFieldsResolver {
  @FieldResolver(() => [DraftDifference], {
    description: '差异: every value that differs from what was in force when the draft was prepared.',
  })
  differences(@Root() { previous, content }: Draft): DraftDifference[] {
    return differencesBetween(previous, content).map((difference) =>
      Object.assign(new DraftDifference(), { ...difference, name: nameOfField(difference.field) }),
    );
  }

  @Access(...staff)
  @FieldResolver(() => [UserError], {
    description: '问题: everything that keeps the draft from being approved, as of its last check.',
  })
  contradictions(@Root() { contradictions }: Draft, @Ctx() { language }: Context): UserError[] {
    return refuseContradictions(contradictions, 'content').map((refusal) => userErrorOf(refusal, language));
  }

  @ReadsByKey(() => Programme, 'programmeId')
  @FieldResolver(() => Programme, {
    nullable: true,
    description: '年度工作: the programme that it revises, or that it became; null before, and for a calendar.',
  })
  programme(@Root() { programmeId }: Draft, @Ctx() context: Context): Promise<Programme | null> | null {
    return programmeId ? programmeById(context, programmeId) : null;
  }
}
