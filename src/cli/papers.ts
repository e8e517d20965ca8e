import fs from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { defineCommand, exitCode, TemporaryFailure, say, WrongUse } from './command.js';
import {
  exitCodeUsage,
  failureOf,
  GatewayClient,
  gatewayOptions,
  gatewayUsage,
  parseErrors,
} from './connection/gateway-client.js';
import { fileFailure } from './file-failure.js';
import { localised } from './language.js';
import { openZip } from '../kernel/zip-writer.js';

const usage = {
  en: `Usage: mianshen papers <file or folder …> [options]
Uploads policy documents and invoices, and attaches each to the policy that its name gives: <policy number>_保单.pdf,
<policy number>_发票.pdf, <policy number>/发票.pdf or <invoice number>.pdf. Takes PDF, OFD, JPEG, PNG, and ZIP of them.
${gatewayUsage('en')}${exitCodeUsage('en')}`,
  zh: `用法：mianshen papers <文件或文件夹 …> [选项]
上传保险单和发票，并按文件名挂接到保单：<保单号>_保单.pdf、<保单号>_发票.pdf、<保单号>/发票.pdf 或 <发票号码>.pdf。
支持 PDF、OFD、JPEG、PNG，以及由其打包的 ZIP。
${gatewayUsage('zh')}${exitCodeUsage('zh')}`,
};

/** The limits of one archive, with some margin below those of the gateway; more papers are sent in several archives. */
const mostAtOnce = { files: 1_000, bytes: 256 * 1024 ** 2 };

interface Report {
  matched: { file: string; policyNo: string; kind: 'POLICY' | 'INVOICE' }[];
  unmatched: { file: string; code: string; message: string }[];
}

export const papersCommand = defineCommand({
  summary: { en: 'uploads papers and attaches them by their names', zh: '上传保险单和发票，按文件名挂接' },
  usage,
  options: { ...gatewayOptions },
  run: async (values, positionals) => {
    if (positionals.length === 0)
      throw new WrongUse(localised({ en: 'Say which papers.', zh: '请指明文件或文件夹。' }));
    const gateway = await GatewayClient.open(values);
    const all: Report = { matched: [], unmatched: [] };
    for await (const archive of archivesOf(positionals)) {
      const { matched, unmatched } = await send(gateway, archive);
      all.matched.push(...matched);
      all.unmatched.push(...unmatched);
    }
    if (values.json) say(JSON.stringify(all));
    else describe(all);
    return all.unmatched.length > 0 ? exitCode.faultsFound : exitCode.done;
  },
});

function describe({ matched, unmatched }: Report): void {
  const [done, left] = [matched.length, unmatched.length];
  say(
    localised({
      en: `${left > 0 ? '✘' : '✔'} ${done} papers attached, ${left} not`,
      zh: `${left > 0 ? '✘' : '✔'} 已挂接 ${done} 份，未挂接 ${left} 份`,
    }),
  );
  for (const { file, message } of unmatched)
    say(localised({ en: `  ${file}: ${message}`, zh: `  ${file}：${message}` }));
  say(
    localised({
      en: '  what is still missing: mianshen missing-papers',
      zh: '  查看尚缺材料：mianshen missing-papers',
    }),
  );
}

/** Yields given archives unchanged, and packs single papers into archives with the names of their folders. */
async function* archivesOf(places: string[]): AsyncGenerator<Buffer> {
  let archive = openZip();
  let [count, bytes] = [0, 0];
  for (const { file, name } of places.flatMap(filesOf)) {
    if (/\.zip$/i.test(file)) {
      yield fs.readFileSync(file);
      continue;
    }
    archive.zip.addFile(file, name);
    [count, bytes] = [count + 1, bytes + fs.statSync(file).size];
    if (count < mostAtOnce.files && bytes < mostAtOnce.bytes) continue;
    yield await packed(archive);
    archive = openZip();
    [count, bytes] = [0, 0];
  }
  if (count > 0) yield await packed(archive);
}

function packed({ zip, output }: ReturnType<typeof openZip>): Promise<Buffer> {
  zip.end();
  return buffer(output);
}

function filesOf(place: string): { file: string; name: string }[] {
  try {
    if (!fs.statSync(place).isDirectory()) return [{ file: place, name: path.basename(place) }];
    return fs
      .readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({ file, name: path.relative(place, file).split(path.sep).join('/') }));
  } catch (error) {
    throw fileFailure(place, 'read', error);
  }
}

function send(gateway: GatewayClient, archive: Buffer): Promise<Report> {
  return gateway.persist(async (headers) => {
    const response = await fetch(`${gateway.url}/upload/documents`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/zip' },
      body: new Uint8Array(archive),
    });
    const text = await response.text();
    if (response.status === 200) return JSON.parse(text) as Report;
    if (response.status >= 500 || response.status === 429)
      throw new TemporaryFailure(`${response.status} ${text.slice(0, 200)}`);
    throw failureOf(response.status, parseErrors(text));
  });
}
