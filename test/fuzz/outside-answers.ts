import net from 'node:net';
import { TokenRefused, TokenUndecided } from '../../src/access/token/access-token.js';
import { outsideVerifier } from '../../src/access/token/outside-provider.js';
import { Role } from '../../src/access/role.js';
import { OutsideServiceFault } from '../../src/kernel/outside/outside-service.js';
import { findUnwritable } from '../../src/kernel/text/text.js';
import { aliyunProvider } from '../../src/message/aliyun-provider.js';
import { SmsTemplate } from '../../src/message/text-message.js';
import { httpPayeeCheck } from '../../src/payment/payees/http-payee-check.js';
import { httpPersonRegister } from '../../src/person/register/http-person-register.js';
import { httpCompanyRegister } from '../../src/register/http-company-register.js';
import { postWebhook } from '../../src/webhook/delivery/post-webhook.js';
import type { ByteEntry } from './byte-entries.js';

/** What other services answer us: whole HTTP answers, head and body, as they come over the wire. */
export function outsideAnswers(): ByteEntry[] {
  const isFault = (error: unknown) => error instanceof OutsideServiceFault;
  const company = { creditCode: '91350100M000100Y43', name: '福建示例', status: 'ACTIVE', formerNames: ['甲'] };
  return [
    entry('company register', [{ company }, { company: null }], isFault, async (url) =>
      keepable(await httpCompanyRegister({ ...service(url), cacheHours: 1 }).lookUp(company.creditCode)),
    ),
    entry('person register', [{ match: true }, { match: false }], isFault, (url) =>
      httpPersonRegister({ ...service(url), factors: 3 }).confirms(
        { name: '张三', identityNumber: 'x' },
        '13800000000',
      ),
    ),
    entry('payee check', [{ match: true }, { match: false, message: '户名不符\0\ud800' }], isFault, async (url) =>
      keepable(await httpPayeeCheck(service(url)).check(payee)),
    ),
    entry(
      'text message provider',
      [
        { Code: 'OK', BizId: '1' },
        { Code: 'isv.X', Message: '无' },
      ],
      isError,
      async (url) => keepable(await aliyunProvider({ ...sms, endpoint: url }).send(message)),
    ),
    entry(
      'keys of an identity provider',
      [{ keys: [{ kty: 'EC', crv: 'P-256', kid: 'a', x: 'AA', y: 'AA' }] }],
      isTokenError,
      (url) => {
        const roles = { x: { role: Role.SCIENCE } };
        const provider = { issuer: url, audience: 'x', jwksUri: url, roleClaim: 'roles', roles };
        return outsideVerifier(provider, async () => undefined)(token);
      },
    ),
    entry('receiver of a webhook', [{}, { ok: true }], isError, (url) =>
      postWebhook({ id: 'x', url, body: '{}', secret: 'whsec_AAAA' }),
    ),
  ];
}

/** Who calls these keeps the text of whatever error comes: a message or a delivery that failed, and is tried again. */
const isError = (error: unknown) => error instanceof Error && findUnwritable(error.message) === undefined;
const isTokenError = (error: unknown) => error instanceof TokenRefused || error instanceof TokenUndecided;
const service = (url: string) => ({ url, secret: 'whsec_AAAA', timeout: 500, firstPause: 1, restAfterFaults: 1 });
const payee = {
  reference: 'FJ-1',
  creditCode: '91350100M000100Y43',
  holder: '福建示例',
  bankName: 'x',
  bankCode: 'x',
  accountNumber: '6222',
};
const sms = { accessKeyId: 'x', accessKeySecret: 'x', signName: 'x', templates: { VERIFICATION_CODE: 'x' } };
const message = { id: 'x', phone: '13800000000', template: SmsTemplate.VERIFICATION_CODE, parameters: {} };
const token = `${Buffer.from('{"alg":"ES256","kid":"a"}').toString('base64url')}.e30.AAAA`;

/** What is taken is kept in the database, which holds no NUL and no half of a character. */
function keepable(answer: unknown): void {
  const found = JSON.stringify(answer, (_, value: unknown) => {
    if (typeof value === 'string' && findUnwritable(value)) throw new Error(`taken: ${JSON.stringify(value)}`);
    return value;
  });
  void found;
}

function entry(
  name: string,
  answers: object[],
  isExpected: ByteEntry['isExpected'],
  ask: (url: string) => Promise<unknown>,
): ByteEntry {
  return {
    name: `answer of a ${name}`,
    valid: answers.map((answer) => {
      const body = JSON.stringify(answer);
      const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
      return Buffer.from(`${head}connection: close\r\nretry-after: 5\r\n\r\n${body}`);
    }),
    take: (bytes) => withServer(bytes, ask),
    isExpected,
  };
}

/** Answers every connection with these bytes, then ends it. */
async function withServer(bytes: Buffer, ask: (url: string) => Promise<unknown>): Promise<unknown> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  try {
    return await ask(`http://127.0.0.1:${port}/`);
  } finally {
    server.close();
  }
}
