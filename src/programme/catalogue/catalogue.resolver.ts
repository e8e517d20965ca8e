import { FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../../kernel/values/global-id.js';
import type { Context } from '../../access/context.js';
import { QualificationKind } from './catalogue.js';
import { Product } from './product.js';
import { productsOfRules } from '../programme.loader.js';

const description = 'Opaque and global: the same object has the same id for ever. Fetch it again with `node(id)`.';

@Resolver(() => QualificationKind)
export class QualificationKindResolver {
  @FieldResolver(() => ID, { description })
  id(@Root() { code }: QualificationKind): string {
    return globalId('QualificationKind', code);
  }
}

@Resolver(() => Product)
export class ProductResolver {
  @FieldResolver(() => ID, {
    description: `${description} Each version of the rules has products of its own.`,
  })
  id(@Root() { rulesId, code }: Product): string {
    return globalId('Product', `${rulesId}/${code}`);
  }
}

/** Returns the product of a key, which is a version of the rules and a code. */
export async function findProduct(context: Context, key: string): Promise<Product | null> {
  const [rulesId = '', code] = key.split('/');
  return (await productsOfRules(context, rulesId)).find((product) => product.code === code) ?? null;
}
