import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aliyunProvider, canonicalQuery, signedHeaders } from '../../src/message/aliyun-provider.js';
import { SmsTemplate } from '../../src/message/text-message.js';

const key = { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' };

let requests: IncomingMessage[] = [];
let answer = { status: 200, body: '{"Code":"OK","Message":"OK","BizId":"900619746936498440^0"}' };
const server = createServer((request, response) => {
  requests.push(request);
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
});
let endpoint = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => server.close());

const message = {
  id: 'a2f1',
  phone: '13800138000',
  template: SmsTemplate.VERIFICATION_CODE,
  parameters: { code: '123456' },
};

function provider() {
  requests = [];
  return aliyunProvider({ ...key, endpoint, signName: '免申', templates: { VERIFICATION_CODE: 'SMS_1' } });
}

test('the signature is the one of the provider’s own worked example', () => {
  const url = new URL('https://ecs.cn-shanghai.aliyuncs.com/');
  url.search = canonicalQuery({
    ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
    RegionId: 'cn-shanghai',
  });
  const { authorization } = signedHeaders(url, key, {
    now: new Date('2023-10-26T10:22:32Z'),
    nonce: '3156853299f313e23d1673dc12e1703d',
    action: 'RunInstances',
    version: '2014-05-26',
  });
  expect(authorization).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;' +
      'x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  );
});

test('a message is sent with signature, template and our id', async () => {
  answer = { status: 200, body: '{"Code":"OK","Message":"OK","BizId":"900619746936498440^0"}' };
  expect(await provider().send(message)).toBe('900619746936498440^0');
  const [request] = requests as [IncomingMessage];
  expect(Object.fromEntries(new URL(request.url as string, endpoint).searchParams)).toEqual({
    OutId: 'a2f1',
    PhoneNumbers: '13800138000',
    SignName: '免申',
    TemplateCode: 'SMS_1',
    TemplateParam: '{"code":"123456"}',
  });
  expect(request.headers['x-acs-action']).toBe('SendSms');
});

test.each([
  [200, '{"Code":"isv.MOBILE_NUMBER_ILLEGAL","Message":"bad"}', true],
  [200, '{"Code":"isv.BUSINESS_LIMIT_CONTROL","Message":"slow down"}', false],
  [503, 'busy', false],
])('what the provider answers with %i %s is permanent: %s', async (status, body, permanent) => {
  answer = { status, body };
  await expect(provider().send(message)).rejects.toMatchObject({ permanent });
});
