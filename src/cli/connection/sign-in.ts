import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { CommandFailed, defineCommand, exitCode, onlyPositional, say, WrongUse } from '../command.js';
import { exitCodeUsage, GatewayClient, gatewayUsage } from './gateway-client.js';
import {
  CommandChallengeDocument,
  CommandCodeDocument,
  CommandRoleDocument,
  CommandSignInDocument,
  type Role,
} from '../generated/graphql.js';
import { localised } from '../language.js';

const usage = {
  en: `Usage: mianshen sign-in <phone> [options]
Signs in a person by a code that is sent to the phone. Without --code it asks for one; with it, the token is printed, and nothing else.
  --code <code>                the code that came
  --role <ROLE>                of several roles the one to take, for example PLATFORM
${gatewayUsage('en')}${exitCodeUsage('en')}`,
  zh: `用法：mianshen sign-in <手机号码> [选项]
以短信验证码登录。不写 --code 时发送验证码；写 --code 时只输出访问令牌。
  --code <验证码>              收到的验证码
  --role <角色>                有多个角色时所用的角色，例如 PLATFORM
${gatewayUsage('zh')}${exitCodeUsage('zh')}`,
};

const options = {
  url: { type: 'string' },
  patience: { type: 'string' },
  code: { type: 'string' },
  role: { type: 'string' },
} as const;

export const signInCommand = defineCommand({
  summary: { en: 'signs in a person by a code that is sent to the phone', zh: '以短信验证码登录' },
  usage,
  options,
  run: async ({ code, role, ...values }, positionals) => {
    const phone = onlyPositional(positionals, { en: 'phone number', zh: '手机号码' });
    if (role && !code)
      throw new WrongUse(localised({ en: '--role goes with --code.', zh: '--role 须与 --code 同时使用。' }));
    const gateway = await GatewayClient.open(values);
    if (code) say(await tokenFor(gateway, phone, code, role));
    else await askForCode(gateway, phone);
    return exitCode.done;
  },
});

async function askForCode(gateway: GatewayClient, phone: string): Promise<void> {
  const { requestChallenge } = await gateway.ask(CommandChallengeDocument, {});
  requireDone(requestChallenge);
  const challenge = requestChallenge.challenge as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
  const input = { phone, purpose: 'SIGN_IN' as const, proof };
  requireDone((await gateway.ask(CommandCodeDocument, { input })).requestSmsCode);
  say(
    localised({
      en: '✔ A code is on its way. Call the command again with --code.',
      zh: '✔ 验证码已发送，请加 --code 再次执行。',
    }),
  );
}

async function tokenFor(gateway: GatewayClient, phone: string, code: string, role?: string): Promise<string> {
  const { signIn } = await gateway.ask(CommandSignInDocument, { input: { phone, code } });
  requireDone(signIn);
  const { token, roleGrants } = signIn;
  const wanted = roleGrants?.findIndex((grant) => grant.role === (role as Role)) ?? -1;
  if (!role || wanted === 0) return token as string;
  const grant = roleGrants?.[wanted];
  if (!grant) {
    const roles = roleGrants?.map((one) => one.role).join(', ');
    const texts = {
      en: `This person does not have the role ${role}, but: ${roles}`,
      zh: `该人员没有角色 ${role}，现有：${roles}`,
    };
    throw new CommandFailed(exitCode.refused, localised(texts));
  }
  const { chooseRole } = await gateway.ask(CommandRoleDocument, { input: { roleGrantId: grant.id } }, token as string);
  requireDone(chooseRole);
  return chooseRole.token as string;
}

function requireDone({ userErrors }: { userErrors: { message: string }[] }): void {
  if (userErrors.length > 0) {
    throw new CommandFailed(exitCode.refused, userErrors.map(({ message }) => message).join('\n'));
  }
}
