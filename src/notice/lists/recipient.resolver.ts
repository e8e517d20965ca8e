import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ReadsByKey } from '../../database/schema/relation.js';
import type { Context } from '../../access/context.js';
import { QualificationKind, Region } from '../../programme/catalogue/catalogue.js';
import { Product } from '../../programme/catalogue/product.js';
import {
  productsOfRules,
  qualificationKindByCode,
  regionByCode,
  rulesOfProgramme,
} from '../../programme/programme.loader.js';
import { Recipient } from '../../recipient/recipient.js';
import { noticeById, releaseById } from '../notice.loader.js';
import { NoticeRelease } from '../notice.js';

@Resolver(() => Recipient)
export class RecipientResolver {
  @ReadsByKey(() => Region, 'regionCode', 'code')
  @FieldResolver(() => Region, {
    nullable: true,
    description: '设区市: reporting region of the place of registration.',
  })
  city(@Root() recipient: Recipient, @Ctx() context: Context): Promise<Region | null> {
    return regionByCode(context, recipient.regionCode);
  }

  @FieldResolver(() => [QualificationKind], { description: '企业资质: kinds of company that it is.' })
  async qualificationKinds(@Root() recipient: Recipient, @Ctx() context: Context): Promise<QualificationKind[]> {
    const kinds = await Promise.all(recipient.qualificationKinds.map((code) => qualificationKindByCode(context, code)));
    return kinds.filter((kind) => kind !== null);
  }

  @FieldResolver(() => [Product], { description: '险种: the products insured; amounts by product are not public.' })
  async products(@Root() recipient: Recipient, @Ctx() context: Context): Promise<Product[]> {
    const release = await releaseById(context, recipient.releaseId);
    const notice = release ? await noticeById(context, release.noticeId) : null;
    const rules = notice ? await rulesOfProgramme(context, notice.programmeId) : null;
    const products = rules ? await productsOfRules(context, rules.id) : [];
    return products.filter((product) => recipient.productCodes.includes(product.code));
  }

  @ReadsByKey(() => NoticeRelease, 'releaseId')
  @FieldResolver(() => NoticeRelease, { nullable: true, description: '公示版本: the release that lists it.' })
  release(@Root() recipient: Recipient, @Ctx() context: Context): Promise<NoticeRelease | null> {
    return releaseById(context, recipient.releaseId);
  }
}
