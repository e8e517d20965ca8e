import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { keyOf } from '../kernel/values/global-id.js';
import { Access } from '../access/access.js';
import type { Context } from '../access/context.js';
import { everybody } from '../access/role.js';
import { newestCheckpoint } from './append-log.sql.js';
import { inclusionProof } from './merkle.js';
import { databaseTiles, loggedLine } from './read-log.sql.js';
import { toBase64 } from './signed-note.js';

@ObjectType({
  description:
    '公示存证: shows that a line is in the signed public log (C2SP tlog-tiles, RFC 9162). Check it yourself against `/feed/log/key`.',
})
@Access(...everybody)
export class RecipientProof {
  @Field(() => String, {
    description: '存证内容: the entry as it was hashed, canonical JSON (RFC 8785). Leaf hash: SHA-256(00 ‖ entry).',
  })
  entry: string;

  @Field(() => Int, { description: '存证序号: place of the entry in the log, from 0.' })
  leafIndex: number;

  @Field(() => Int, { description: 'Size of the tree that the proof is for; the same as the checkpoint’s.' })
  treeSize: number;

  @Field(() => [String], { description: 'The hashes from the leaf to the root (RFC 9162 2.1.3), in base64.' })
  inclusionProof: string[];

  @Field(() => String, { description: '签名检查点: origin, size and root, signed with Ed25519 (C2SP signed note).' })
  checkpoint: string;
}

@Resolver()
export class RecipientProofResolver {
  @Access(...everybody)
  @Query(() => RecipientProof, {
    nullable: true,
    description:
      '公示存证: the proof of a published line; null where there is no such line, or in the moment before it is logged.',
  })
  async recipientProof(
    @Ctx() context: Context,
    @Arg('recipientId', () => ID, { description: 'Id of the line.' }) recipientId: string,
  ): Promise<RecipientProof | null> {
    const key = keyOf('Recipient', recipientId);
    if (!key) return null;
    const em = await context.db.read();
    const [line, checkpoint] = [await loggedLine(em, key), await newestCheckpoint(em)];
    if (!line || !checkpoint) return null;
    const [leafIndex, treeSize] = [Number(line.position), Number(checkpoint.size)];
    const proof = await inclusionProof(databaseTiles(em), leafIndex, treeSize);
    return {
      entry: line.entry,
      leafIndex,
      treeSize,
      inclusionProof: proof.map(toBase64),
      checkpoint: checkpoint.note,
    };
  }
}
