import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { parseNodeId } from '../kernel/values/global-id.js';
import { Node } from '../kernel/node.js';
import { badInput } from '../kernel/lists/cursor.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody } from '../access/role.js';
import type { NodeType } from '../module.js';
import { modules } from '../modules.js';

/** Every type that `node(id)` can return. */
export const nodeTypes: ReadonlyMap<string, NodeType> = new Map(
  modules.flatMap((module) => Object.entries(module.nodes ?? {})),
);

const mostNodes = 100;

@Resolver()
export class NodeResolver {
  @Access(...everybody)
  @Query(() => Node, {
    nullable: true,
    description: 'One object by its global id; null where there is none that you may see.',
  })
  node(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global id of the object.' }) id: string,
  ): Promise<Node | null> {
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

/** Returns null both for an object that does not exist and for one that the viewer may not see. */
export async function findNode(context: Context, id: string): Promise<Node | null> {
  const parsed = parseNodeId(id);
  const type = parsed && nodeTypes.get(parsed.type);
  if (!type?.roles.includes(context.viewer.role)) return null;
  // Some types compute their id in a resolver and have no such property.
  return (await type.load(context, parsed?.key ?? '')) as Node | null;
}
