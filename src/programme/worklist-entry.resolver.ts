import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../access/context.js';
import { WorklistEntry } from '../worklist/worklist-entry.js';
import { Programme } from './programme.js';
import { programmeById } from './programme.loader.js';

@Resolver(() => WorklistEntry)
export class WorklistProgrammeResolver {
  @FieldResolver(() => Programme, {
    nullable: true,
    description: '年度工作: the programme that it belongs to; null for work of no programme.',
  })
  async programme(@Root() { programmeId }: WorklistEntry, @Ctx() context: Context): Promise<Programme | null> {
    return programmeId ? programmeById(context, programmeId) : null;
  }
}
