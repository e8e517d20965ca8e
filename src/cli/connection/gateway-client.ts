import { setTimeout as sleep } from 'node:timers/promises';
import { CommandFailed, exitCode, TemporaryFailure, WrongUse } from '../command.js';
import {
  credentialOptions,
  credentialUsage,
  type CredentialValues,
  openCredentials,
  type TokenSource,
} from './credentials.js';
import { type Language, language, type Texts, localised } from '../language.js';
import type { TypedDocumentString } from '../generated/graphql.js';

export const gatewayOptions = {
  url: { type: 'string' },
  patience: { type: 'string' },
  json: { type: 'boolean' },
  ...credentialOptions,
} as const;

const gatewayUsages: Texts = {
  en: `  --url <address>              the gateway; or MIANSHEN_URL; http://127.0.0.1:4000 by default
${credentialUsage.en}  --patience <minutes>         how long to continue trying while the gateway cannot be reached; 10 by default
  --json                       one JSON object on standard output and nothing else
`,
  zh: `  --url <地址>                 平台地址；或环境变量 MIANSHEN_URL；默认 http://127.0.0.1:4000
${credentialUsage.zh}  --patience <分钟>            平台连接不上时重试的时间，默认 10
  --json                       仅在标准输出给出一个 JSON 对象
`,
};

const exitCodeUsages: Texts = {
  en: `Exit code: 0 done, every row accepted; 1 some rows failed; 64 wrong use; 65 the file was refused as a whole;
  66 a file of yours cannot be read; 69 the gateway cannot be reached (the same command again continues); 70 a fault of
  the command; 77 no credential, or one that may not do this.
`,
  zh: `退出码：0 完成，全部受理；1 部分行未受理；64 用法有误；65 整个文件未受理；66 本机文件无法读写；
  69 平台连接不上（重新执行同一命令即可继续）；70 命令自身故障；77 没有凭据，或凭据权限不足。
`,
};

export const gatewayUsage = (language: Language) => gatewayUsages[language];
export const exitCodeUsage = (language: Language) => exitCodeUsages[language];

const longestPause = 30_000;

/**
 * The client of a gateway for an insurer's system. It retries temporary failures until `--patience` minutes have
 * passed.
 */
export class GatewayClient {
  readonly url: string;
  readonly #token: TokenSource;
  readonly #patience: number;

  private constructor(url: string, token: TokenSource, patience: number) {
    this.url = url;
    this.#token = token;
    this.#patience = patience;
  }

  static async open(values: CredentialValues & { url?: string; patience?: string }): Promise<GatewayClient> {
    const url = (values.url ?? (process.env['MIANSHEN_URL'] || 'http://127.0.0.1:4000')).replace(/\/+$/, '');
    if (!/^https?:\/\/\S+$/.test(url)) throw new WrongUse(`--url is an http or https address; found ${url}`);
    const minutes = Number(values.patience ?? 10);
    if (!(minutes >= 0)) throw new WrongUse(`--patience is a number of minutes; found ${values.patience}`);
    return new GatewayClient(url, await openCredentials(values, url), minutes * 60_000);
  }

  /** Runs an operation and returns its data; `token` replaces the client's own token where given. */
  ask<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    token?: string,
  ): Promise<Data> {
    return this.persist(async (given) => {
      const headers = token ? { ...given, authorization: `Bearer ${token}` } : given;
      const response = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query: String(document), variables }),
      });
      await requireAnswer(response);
      const { data, errors } = (await response.json()) as { data?: Data; errors?: GatewayError[] };
      if (data && !errors) return data;
      throw failureOf(response.status, errors);
    });
  }

  /** Downloads a file from the gateway. */
  download(path: string): Promise<Response> {
    return this.persist(async (headers) => {
      const response = await fetch(this.url + path, { headers });
      await requireAnswer(response);
      if (response.ok) return response;
      throw failureOf(response.status, await errorsOf(response));
    });
  }

  /**
   * Retries `work` until it succeeds, is refused or the patience is over; calls `onBreak` for each temporary failure.
   */
  async persist<T>(
    work: (headers: Record<string, string>) => Promise<T>,
    onBreak: (fault: Error) => void = () => undefined,
  ): Promise<T> {
    const end = Date.now() + this.#patience;
    let freshToken = false;
    for (let pause = 500; ; pause = Math.min(pause * 2, longestPause)) {
      try {
        return await work(await this.#headers(freshToken));
      } catch (error) {
        // The token may have been revoked since it was issued, so a new one is tried once.
        if (error instanceof TokenEnded && !freshToken) {
          freshToken = true;
          continue;
        }
        if (!isTemporary(error)) throw error;
        if (Date.now() + pause > end) {
          const reason = reasonOf(error as Error);
          const zh = `${this.url} 连接不上：${reason}`;
          throw new CommandFailed(
            exitCode.unreachable,
            localised({ en: `${this.url} cannot be reached: ${reason}`, zh }),
          );
        }
        onBreak(error as Error);
        await sleep(pause);
      }
    }
  }

  async #headers(fresh: boolean): Promise<Record<string, string>> {
    const token = await this.#token(fresh);
    return { 'accept-language': language(), ...(token && { authorization: `Bearer ${token}` }) };
  }
}

export interface GatewayError {
  message: string;
  extensions: { code: string };
}

class TokenEnded extends CommandFailed {}

/** Converts the errors of a response to the failure of the command, with its exit code. */
export function failureOf(status: number, errors: GatewayError[] = []): Error {
  const [error] = errors;
  const message = errors.map(({ message }) => message).join('\n') || `The gateway answered ${status}`;
  switch (error?.extensions.code) {
    case 'UNAUTHENTICATED':
      return new TokenEnded(exitCode.denied, message);
    case 'FORBIDDEN':
      return new CommandFailed(exitCode.denied, message);
    case 'INTERNAL':
    case 'RATE_LIMITED':
      return new TemporaryFailure(message);
    case 'BAD_USER_INPUT':
    case 'NOT_FOUND':
      return new CommandFailed(exitCode.wrongUse, message);
    default:
      return new CommandFailed(exitCode.refused, message);
  }
}

async function requireAnswer(response: Response): Promise<void> {
  if (response.status < 500 && response.status !== 429) return;
  throw failureOf(response.status, [{ message: await bodyStart(response), extensions: { code: 'INTERNAL' } }]);
}

async function bodyStart(response: Response): Promise<string> {
  return `${response.status} ${(await response.text()).slice(0, 200)}`;
}

async function errorsOf(response: Response): Promise<GatewayError[]> {
  const text = await response.text();
  return parseErrors(text) ?? [{ message: `${response.status} ${text.slice(0, 200)}`, extensions: { code: '' } }];
}

export function parseErrors(text: string): GatewayError[] | undefined {
  try {
    return (JSON.parse(text) as { errors?: GatewayError[] }).errors;
  } catch {
    return undefined;
  }
}

function isTemporary(error: unknown): boolean {
  if (error instanceof TemporaryFailure) return true;
  // `fetch` throws a TypeError when the connection breaks; a socket of node:http throws an error with such a code.
  return error instanceof TypeError || /^(E[A-Z]+|UND_ERR_\w+)$/.test((error as { code?: string }).code ?? '');
}

export function reasonOf({ message, cause }: Error): string {
  return cause instanceof Error && cause.message ? `${message}: ${cause.message}` : message;
}
