import * as ws from 'ws';
import type { EventText } from '../../../event/follow/live-audience.js';

/** The internal part of ws that frames a message; it is missing in the types of ws. */
const { Sender } = ws as unknown as {
  Sender: { frame: (data: Buffer, options: typeof wholeText) => Buffer[] };
};

/** One complete text message, as a server sends it: not masked and not compressed. */
const wholeText = { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: true };

/** Returns a `next` message of graphql-transport-ws, with a payload that is already JSON text. */
export function nextMessage(id: string, payload: string): string {
  return `{"id":${JSON.stringify(id)},"type":"next","payload":${payload}}`;
}

interface Framed {
  id: string;
  bytes: Buffer;
}

const framed = new WeakMap<readonly EventText[], Framed>();

/**
 * Returns the frames of these results for the subscription `id`. They are cached for all sockets that use the same id.
 */
export function framesOf(texts: readonly EventText[], id: string): Buffer {
  const known = framed.get(texts);
  if (known?.id === id) return known.bytes;
  const frames = texts.flatMap(({ text }) => Sender.frame(Buffer.from(nextMessage(id, text)), wholeText));
  const bytes = Buffer.concat(frames);
  if (!known) framed.set(texts, { id, bytes });
  return bytes;
}
