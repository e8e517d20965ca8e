import { RequestTransaction, systemSession } from '../../src/database/session/request-transaction.js';
import { createHash, createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  concat,
  consistencyProof,
  hashesOf,
  inclusionProof,
  leafHash,
  nodeHash,
  provesConsistency,
  provesInclusion,
  rootOf,
  type TileReader,
  treeRoot,
} from '../../src/log/merkle.js';
import {
  fromBase64,
  NoteRefused,
  openCheckpoint,
  parseVerifierKey,
  signCheckpoint,
  verifierKeyOf,
} from '../../src/log/signed-note.js';
import { RecipientProofDocument } from '../generated/graphql.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { arrangeNotice, arrangeRelease, logged, type PublishedNotice, someLines } from '../kit/published.js';
import { arrangeProgramme } from '../kit/world.js';
import { globalId } from '../../src/kernel/values/global-id.js';

const utf8 = new TextEncoder();
const leaves = Array.from({ length: 70_000 }, (_, index) => leafHash(utf8.encode(`entry ${index}`)));

/** RFC 9162 2.1.1, word for word. */
function definition(hashes: Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0] as Uint8Array;
  const k = 2 ** Math.ceil(Math.log2(hashes.length) - 1);
  return nodeHash(definition(hashes.slice(0, k)), definition(hashes.slice(k)));
}

const roots = new Map<string, Uint8Array>();

const memory: TileReader = async (level, tile, width) => {
  const unit = 256 ** level;
  const hashes = Array.from({ length: width }, (_, index) => {
    const start = (tile * 256 + index) * unit;
    if (level === 0) return leaves[start] as Uint8Array;
    const root = roots.get(`${level}/${start}`) ?? rootOf(leaves.slice(start, start + unit));
    roots.set(`${level}/${start}`, root);
    return root;
  });
  return concat(hashes);
};

const sizes = fc.oneof(fc.integer({ min: 1, max: 1_200 }), fc.constantFrom(256, 65_536, 65_537, 70_000));

describe('the tree', () => {
  test('has the roots of the standard', async () => {
    for (const size of [1, 2, 3, 5, 255, 256, 257, 511, 513, 1_000, 65_536, 66_000]) {
      expect(await treeRoot(memory, size), `${size}`).toEqual(definition(leaves.slice(0, size)));
    }
  });

  test('proves every leaf, and no other in its place', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, one, other) => {
        const [index, wrong] = [one % size, other % size];
        const root = await treeRoot(memory, size);
        const proof = await inclusionProof(memory, index, size);
        expect(provesInclusion(leaves[index]!, index, size, proof, root)).toBe(true);
        if (wrong === index) return;
        expect(provesInclusion(leaves[wrong]!, index, size, proof, root)).toBe(false);
        expect(provesInclusion(leaves[index]!, wrong, size, proof, root)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test('proves that it continues any earlier one, and none that differs', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (size, earlier) => {
        const first = 1 + (earlier % Math.min(size, 1_200));
        const [old, root] = [await treeRoot(memory, first), await treeRoot(memory, size)];
        const proof = await consistencyProof(memory, first, size);
        expect(provesConsistency(first, size, proof, old, root)).toBe(true);
        const rewritten = rootOf([leafHash(utf8.encode('rewritten')), ...leaves.slice(1, first)]);
        expect(provesConsistency(first, size, proof, rewritten, root)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the signature', () => {
  const seed = new Uint8Array(32).fill(7);
  const key = parseVerifierKey(verifierKeyOf('test/log', seed));
  const note = signCheckpoint({ origin: 'test/log', size: 3, root: leaves[0]! }, seed);

  test('is accepted by OpenSSL', () => {
    const [text = '', line = ''] = note.split(/(?<=\n)\n/);
    const signature = Buffer.from(line.trim().split(' ').at(-1) ?? '', 'base64').subarray(4);
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.publicKey]);
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
    expect(verify(null, Buffer.from(text), publicKey, signature)).toBe(true);
  });

  test('fails with any change and with any other key', () => {
    expect(openCheckpoint(note, key)).toEqual({ origin: 'test/log', size: 3, root: leaves[0] });
    expect(() => openCheckpoint(note.replace('\n3\n', '\n4\n'), key)).toThrow(NoteRefused);
    const another = parseVerifierKey(verifierKeyOf('test/log', new Uint8Array(32).fill(8)));
    expect(() => openCheckpoint(note, another)).toThrow(NoteRefused);
  });
});

describe('as served', () => {
  let gateway: TestGateway;
  let notice: PublishedNotice;
  beforeAll(async () => {
    gateway = await startTestGateway({ now: '2025-09-10T02:00:00Z' });
    await arrangeProgramme(gateway);
    notice = await arrangeNotice(gateway, someLines(600));
    await logged(gateway, 601);
  });
  afterAll(() => gateway.stop());
  const bytes = async (path: string) => new Uint8Array(await (await gateway.client().fetch(path)).arrayBuffer());
  const text = async (path: string) => new TextDecoder().decode(await bytes(path));

  test('tiles, entries and checkpoint are consistent', async () => {
    const checkpoint = openCheckpoint(
      await text('/feed/log/checkpoint'),
      parseVerifierKey(await text('/feed/log/key')),
    );
    expect(checkpoint.size).toBe(601);
    const [one, two, part] = await Promise.all(
      ['000', '001', '002.p/89'].map((tile) => bytes(`/feed/log/tile/0/${tile}`)),
    );
    const hashes = hashesOf(concat([one!, two!, part!]));
    expect(hashes).toHaveLength(601);
    expect(rootOf(hashes)).toEqual(checkpoint.root);
    expect(hashesOf(await bytes('/feed/log/tile/1/000.p/2'))).toEqual([
      rootOf(hashes.slice(0, 256)),
      rootOf(hashes.slice(256, 512)),
    ]);
    const bundle = Buffer.from(await bytes('/feed/log/tile/entries/000'));
    const first = bundle.subarray(2, 2 + bundle.readUInt16BE(0));
    expect(leafHash(first)).toEqual(hashes[0]);
    expect(JSON.parse(first.toString())).toMatchObject({ type: 'RELEASE', recipientCount: 600, release: 1 });
  });

  test('key, checkpoint and tiles have the C2SP format, read with node:crypto only', async () => {
    const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
    // signed-note: <name>+<hash>+base64(0x01 ‖ key), where the hash is of name ‖ LF ‖ 0x01 ‖ key.
    const [, name = '', id = '', encoded = ''] =
      /^(.+?)\+([0-9a-f]{8})\+(\S+)\n$/.exec(await text('/feed/log/key')) ?? [];
    const typed = Buffer.from(encoded, 'base64');
    expect([typed[0], typed.length]).toEqual([1, 33]);
    expect(sha256(Buffer.from(`${name}\n`), typed).toString('hex', 0, 4)).toBe(id);
    // tlog-checkpoint: origin, size, root; an empty line; — <name> base64(key id ‖ signature).
    const note = await text('/feed/log/checkpoint');
    const [, body = '', origin, size, root, signer, signed = ''] =
      /^((.+)\n(\d+)\n(\S{44})\n)\n\u2014 (\S+) (\S+)\n$/.exec(note) ?? [];
    expect([origin, size, signer]).toEqual([name, '601', name]);
    const bytesOfSignature = Buffer.from(signed, 'base64');
    expect(bytesOfSignature.toString('hex', 0, 4)).toBe(id);
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), typed.subarray(1)]);
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
    expect(verify(null, Buffer.from(body), publicKey, bytesOfSignature.subarray(4))).toBe(true);
    // tlog-tiles: bundles of uint16-prefixed entries; RFC 9162 hashes over them come to the signed root.
    const leaves: Buffer[] = [];
    for (const tile of ['000', '001', '002.p/89']) {
      const bundle = Buffer.from(await bytes(`/feed/log/tile/entries/${tile}`));
      for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at)) {
        leaves.push(sha256(Buffer.of(0), bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at))));
      }
    }
    const head = (hashes: Buffer[]): Buffer => {
      if (hashes.length === 1) return hashes[0]!;
      const half = 2 ** Math.ceil(Math.log2(hashes.length) - 1);
      return sha256(Buffer.of(1), head(hashes.slice(0, half)), head(hashes.slice(half)));
    };
    expect(head(leaves).toString('base64')).toBe(root);
  });

  test.each(['0/003', '0/002', '0/002.p/90', '1/000', '9/000', 'entries/003', '0/0', '0/../checkpoint'])(
    'tile %s does not exist',
    async (tile) => {
      expect((await gateway.client().fetch(`/feed/log/tile/${tile}`)).status).toBe(404);
    },
  );

  test('the API returns the proof of a line, and the entry is the line of the file', async () => {
    const recipientId = globalId('Recipient', notice.lines[300]!.id);
    const { recipientProof } = await gateway.client().get(RecipientProofDocument, { recipientId });
    const { entry, leafIndex, treeSize, checkpoint, inclusionProof: proof } = recipientProof!;
    expect(JSON.parse(entry)).toMatchObject({ id: recipientId, amount: notice.lines[300]!.amount });
    const { root } = openCheckpoint(checkpoint, parseVerifierKey(await text('/feed/log/key')));
    const hash = leafHash(utf8.encode(entry));
    expect(provesInclusion(hash, leafIndex, treeSize, proof.map(fromBase64), root)).toBe(true);
    const changed = leafHash(utf8.encode(entry.replace(notice.lines[300]!.amount, '1.00')));
    expect(provesInclusion(changed, leafIndex, treeSize, proof.map(fromBase64), root)).toBe(false);
    const file = await text(`/feed/notices/${notice.id}/releases/1/recipients.ndjson`);
    expect(file.split('\n')[300]).toBe(entry);
    expect(await (await gateway.client().fetch(`/feed/recipients/${recipientId}/proof`)).json()).toEqual(
      recipientProof,
    );
    const { recipientProof: none } = await gateway.client().get(RecipientProofDocument, { recipientId: notice.id });
    expect(none).toBeNull();
  });

  test('a later release extends the log; two gateways append it once', async () => {
    const before = await text('/feed/log/checkpoint');
    const second = await startSecondGateway(gateway);
    const lines = notice.lines.slice(1).map((line, index) => ({ ...line, id: crypto.randomUUID(), rank: index + 1 }));
    await arrangeRelease(gateway, notice.key, 2, lines, '更正');
    const after = await logged(gateway, 601 + 600);
    await second.stop();
    const key = parseVerifierKey(await text('/feed/log/key'));
    const [old, present] = [openCheckpoint(before, key), openCheckpoint(after, key)];
    expect(present.size).toBe(1201);
    const answer = JSON.parse(await text(`/feed/log/consistency?from=${old.size}`)) as { consistencyProof: string[] };
    const proof = answer.consistencyProof.map(fromBase64);
    expect(provesConsistency(old.size, present.size, proof, old.root, present.root)).toBe(true);
  });

  test('the gateway’s own role cannot change log entries', async () => {
    const system = new RequestTransaction(gateway.database.em, systemSession);
    for (const statement of [
      `update log_leaf set entry = '{}'`,
      'delete from log_leaf',
      'delete from log_checkpoint',
      `update log_node set hash = ''`,
    ]) {
      const attempt = system.write((em) => em.execute(statement));
      await expect(attempt).rejects.toThrow(/permission denied/);
    }
  });

  test('the entry is canonical JSON for any text', async () => {
    const odd = someLines(1);
    odd[0]!.name = '引号"反斜杠\\换行\n制表\t\u0001 \u2028 é 😀';
    const other = await arrangeNotice(gateway, odd);
    await logged(gateway, 1201 + 2);
    const file = await text(`/feed/notices/${other.id}/releases/1/recipients.ndjson`);
    const line = JSON.parse(file) as Record<string, unknown>;
    const sorted = Object.fromEntries(Object.entries(line).toSorted(([one], [two]) => (one < two ? -1 : 1)));
    expect(file).toBe(`${JSON.stringify(sorted)}\n`);
    expect(line['name']).toBe(odd[0]!.name);
    // U+2028 ends a line for some readers, but not here.
    for (const extension of ['xlsx', 'parquet', '360giving.json', 'csv']) {
      const address = `/feed/notices/${other.id}/releases/1/recipients.${extension}`;
      expect((await gateway.client().fetch(address)).status, extension).toBe(200);
    }
    expect(createHash('sha256').update(file).digest()).toHaveLength(32);
  });
});

async function startSecondGateway(gateway: TestGateway) {
  const { startGateway } = await import('../../src/gateway/gateway.js');
  return startGateway(gateway.config, gateway.database, gateway.clock);
}
