import { Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { globalId } from '../kernel/values/global-id.js';
import { Access } from '../access/access.js';
import { everybody } from '../access/role.js';
import { PublicityNotice } from '../notice/notice.js';
import { formats } from './formats/formats.js';

@ObjectType({ description: '名单文件: the newest release of a notice as a file, for anybody.' })
@Access(...everybody)
export class NoticeFile {
  @Field(() => String, { description: '格式: `csv`, `xlsx`, …, as in the name of the file; values may be added.' })
  format: string;

  @Field(() => String, { description: 'Its media type.' })
  mediaType: string;

  @Field(() => String, {
    description:
      'Path of the file on this server. It leads to the newest release; each release has an address for ever.',
  })
  path: string;
}

@Resolver(() => PublicityNotice)
export class NoticeFilesResolver {
  @FieldResolver(() => [NoticeFile], { description: '名单文件: the list as files, spreadsheets first.' })
  files(@Root() { id }: PublicityNotice): NoticeFile[] {
    return formats.map(({ extension, mediaType }) =>
      Object.assign(new NoticeFile(), {
        format: extension,
        mediaType,
        path: `/feed/notices/${globalId('PublicityNotice', id)}/latest/recipients.${extension}`,
      }),
    );
  }
}
