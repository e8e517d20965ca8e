import { createHash, createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AnswerUnreadable, readAnswer } from '../kernel/outside/read-answer.js';
import { outgoingTrace } from '../kernel/tracing.js';
import { keepable } from '../kernel/text/text.js';
import { type OutgoingSms, type SmsProvider, SmsRefused } from './sms-provider.js';

/** Alibaba Cloud's short message service, API version 2017-05-25. */
export interface AliyunSettings {
  accessKeyId: string;
  accessKeySecret: string;
  signName: string;
  /** The provider's template code for each of our templates. */
  templates: Record<string, string>;
  endpoint: string;
}

const action = 'SendSms';
const version = '2017-05-25';
const timeout = 5_000;

const Answer = z.object({ Code: z.string(), Message: z.string(), BizId: z.string() }).partial();

/** Refusals after which another attempt may succeed: throttling and faults of the service. */
const passing = /^(isp\.|isv\.BUSINESS_LIMIT_CONTROL|Throttling|ServiceUnavailable|InternalError)/;

/** Creates a provider that calls `SendSms`, signed by ACS3-HMAC-SHA256 as documented; our id is sent as `OutId`. */
export function aliyunProvider(settings: AliyunSettings): SmsProvider {
  return {
    send: async (message) => {
      const templateCode = settings.templates[message.template];
      if (!templateCode) throw new SmsRefused(`SMS_TEMPLATES has no code for ${message.template}`, true);
      const url = new URL(settings.endpoint);
      url.search = canonicalQuery(parametersOf(message, settings, templateCode));
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          ...signedHeaders(url, settings, { now: new Date(), nonce: randomUUID(), action, version }),
          ...outgoingTrace(),
        },
        signal: AbortSignal.timeout(timeout),
      });
      return answerOf(response);
    },
  };
}

function parametersOf({ id, phone, parameters }: OutgoingSms, { signName }: AliyunSettings, templateCode: string) {
  return {
    PhoneNumbers: phone,
    SignName: signName,
    TemplateCode: templateCode,
    TemplateParam: JSON.stringify(parameters),
    OutId: id,
  };
}

async function answerOf(response: Response): Promise<string> {
  const answer = await read(response);
  if (answer?.Code === 'OK') return keepable(answer.BizId ?? '', 200);
  const code = answer?.Code ?? `HTTP ${response.status}`;
  const again = response.status >= 500 || passing.test(code) || answer?.Code === undefined;
  throw new SmsRefused(keepable(`${code}: ${answer?.Message ?? ''}`), !again);
}

/** Returns undefined where the answer is not as documented, for example the page of a proxy. */
async function read(response: Response): Promise<z.infer<typeof Answer> | undefined> {
  try {
    return Answer.safeParse(JSON.parse(await readAnswer(response))).data;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof AnswerUnreadable) return undefined;
    throw error;
  }
}

interface Signing {
  now: Date;
  nonce: string;
  action: string;
  version: string;
}

/** Returns the headers of a request without a body, with the signature over all of them. */
export function signedHeaders(
  url: URL,
  { accessKeyId, accessKeySecret }: Pick<AliyunSettings, 'accessKeyId' | 'accessKeySecret'>,
  { now, nonce, action, version }: Signing,
): Record<string, string> {
  const headers: Record<string, string> = {
    host: url.host,
    'x-acs-action': action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': now.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
  };
  const names = Object.keys(headers).toSorted();
  const canonicalHeaders = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const request = ['POST', '/', url.search.slice(1), canonicalHeaders, names.join(';'), sha256('')].join('\n');
  const signature = createHmac('sha256', accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(request)}`)
    .digest('hex');
  const { host: _, ...sent } = headers;
  return {
    ...sent,
    authorization: `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}

/** Encodes the parameters by RFC 3986: everything but unreserved characters is escaped, and names are sorted. */
export function canonicalQuery(parameters: Record<string, string>): string {
  return Object.entries(parameters)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
