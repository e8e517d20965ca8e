import * as ws from 'ws';
import type { EventText } from '../../../event/follow/live-audience.js';

/** The part of ws that makes the bytes of a message, which its types leave out. */
const { Sender } = ws as unknown as {
  Sender: { frame: (data: Buffer, options: typeof wholeText) => Buffer[] };
};

/** One whole message of text, as a server sends it: not masked and not compressed. */
const wholeText = { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: true };

/** A result of graphql-transport-ws, around a payload that is text already. */
export function nextMessage(id: string, payload: string): string {
  return `{"id":${JSON.stringify(id)},"type":"next","payload":${payload}}`;
}

interface Framed {
  id: string;
  bytes: Buffer;
}

const framed = new WeakMap<readonly EventText[], Framed>();

/** The bytes of these results for the subscription `id`: made once for all sockets that call it the same. */
export function framesOf(texts: readonly EventText[], id: string): Buffer {
  const known = framed.get(texts);
  if (known?.id === id) return known.bytes;
  const frames = texts.flatMap(({ text }) => Sender.frame(Buffer.from(nextMessage(id, text)), wholeText));
  const bytes = Buffer.concat(frames);
  if (!known) framed.set(texts, { id, bytes });
  return bytes;
}
