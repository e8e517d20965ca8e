import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds for which a signed request is valid, by the real time. */
const tolerance = 300;

/** The signed parts: `id.timestamp.body`, as in Standard Webhooks. */
export interface SignedRequest {
  id: string;
  /** Seconds since 1970. */
  timestamp: string;
  body: string;
}

/** Returns the headers that sign a request with a secret (`whsec_…`). */
export function signatureHeaders(request: SignedRequest, secret: string): Record<string, string> {
  return {
    'webhook-id': request.id,
    'webhook-timestamp': request.timestamp,
    'webhook-signature': `v1,${signatureOf(request, secret).toString('base64')}`,
  };
}

/** Whether a received request has a valid signature and is recent. It may have several signatures. */
export function isSigned(headers: Record<string, unknown>, body: string, secret: string): boolean {
  const of = (name: string) => (typeof headers[name] === 'string' ? headers[name] : '');
  const [id, timestamp] = [of('webhook-id'), of('webhook-timestamp')];
  const age = Math.abs(Date.now() / 1_000 - Number(timestamp));
  if (id === '' || !/^\d{1,12}$/.test(timestamp) || age > tolerance) return false;
  const expected = signatureOf({ id, timestamp, body }, secret);
  return of('webhook-signature')
    .split(' ')
    .some((signature) => {
      const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}

function signatureOf({ id, timestamp, body }: SignedRequest, secret: string): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
}
