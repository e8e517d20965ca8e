import fs from 'node:fs/promises';
import path from 'node:path';
import { parseVerifierKey } from '../../log/signed-note.js';
import { checkList } from './check-list.js';
import { checkProof } from './check-proof.js';
import { type CheckedLog, CheckFailed, checkLog, openedBy, text } from './check-log.js';
import { defineCommand, exitCode, onlyPositional, say, WrongUse } from '../command.js';
import { savingTo, type LogSource, openSource } from './log-source.js';

const usage = {
  en: `Usage: mianshen verify <url or folder> [options]
       mianshen verify --proof <file> --key <key or file>
  --key <key or file>    the public key that you trust; without it, the one beside the log is taken, and said so
  --list <file>          a downloaded list (.ndjson, .json, .csv) that has to be a release of the log; may be repeated
  --proof <file>         one line alone, offline: a proof saved from /feed/recipients/{id}/proof
  --since <file>         an earlier checkpoint that the log has to continue
  --credit-code <code>   one company: says where it is in which release
  --save <folder>        keeps a copy that can be verified later, offline
Exit code: 0 all is as it was signed, 1 something is not, 64 wrong use.
`,
  zh: `用法：mianshen verify <网址或文件夹> [选项]
      mianshen verify --proof <文件> --key <公钥或文件>
  --key <公钥或文件>           您信任的公钥；不写时采用日志旁的公钥，并予提示
  --list <文件>                下载的名单（.ndjson、.json、.csv），须为日志中的某一版；可重复
  --proof <文件>               离线核验一行：从 /feed/recipients/{id}/proof 保存的证明
  --since <文件>               较早的检查点，日志须与其衔接
  --credit-code <代码>         某企业：列出其在各版名单中的位置
  --save <文件夹>              保存副本，供日后离线核验
退出码：0 与签名一致，1 不一致，64 用法有误。
`,
};

const options = {
  key: { type: 'string' },
  list: { type: 'string', multiple: true },
  proof: { type: 'string' },
  since: { type: 'string' },
  'credit-code': { type: 'string' },
  save: { type: 'string' },
} as const;

/** Checks a whole published log, offline or at an address, against a public key. */
export const verifyCommand = defineCommand({
  summary: {
    en: 'checks published lists against the signed log, offline with a public key',
    zh: '以公钥离线核验公示名单',
  },
  usage,
  options,
  run: async (values, positionals) => {
    const check = values.proof ? proofCheck(values.proof, values.key, positionals) : listCheck(values, positionals);
    try {
      await check();
      say('✔ All of it is as it was signed.');
      return exitCode.done;
    } catch (error) {
      if (!(error instanceof CheckFailed)) throw error;
      process.stderr.write(`✘ ${error.message}\n`);
      return exitCode.faultsFound;
    }
  },
});

function listCheck(wanted: Wanted, positionals: string[]): () => Promise<void> {
  const place = onlyPositional(positionals, { en: 'address or folder', zh: '网址或文件夹' });
  return () => verify(place, wanted);
}

function proofCheck(file: string, key: string | undefined, positionals: string[]): () => Promise<void> {
  if (positionals.length > 0 || !key) throw new WrongUse('A proof is checked offline: give --key, and no address.');
  return () => verifyProof(file, key);
}

interface Wanted {
  key?: string;
  list?: string[];
  since?: string;
  'credit-code'?: string;
  save?: string;
}

async function verifyProof(file: string, key: string): Promise<void> {
  const verifier = parseVerifierKey(await givenKey(key));
  const { rank, name, creditCode, amount, release } = checkProof(await fs.readFile(file, 'utf8'), verifier);
  say(`✔ release ${release}: ${rank}. ${name} ${creditCode} ${amount} yuan`);
}

async function givenKey(given: string): Promise<string> {
  return given.includes('+') ? given : fs.readFile(given, 'utf8');
}

async function verify(place: string, wanted: Wanted): Promise<void> {
  const source = wanted.save ? savingTo(wanted.save, openSource(place)) : openSource(place);
  const key = parseVerifierKey(await trustedKey(source, wanted.key));
  const earlier = wanted.since ? openedBy(key, await fs.readFile(wanted.since, 'utf8')) : undefined;
  const log = await checkLog(source, key, earlier);
  say(`✔ ${log.checkpoint.origin}: ${log.checkpoint.size} entries, signed by the key`);
  if (earlier) say(`✔ continues the earlier checkpoint of ${earlier.size} entries`);
  for (const { title, release, recipientCount, totalAmount } of log.releases) {
    say(`  ${title}, release ${release}: ${recipientCount} lines, ${totalAmount} yuan`);
  }
  for (const file of wanted.list ?? []) {
    const release = checkList(log, file, await fs.readFile(file, 'utf8'));
    say(`✔ ${path.basename(file)} is release ${release.release} of “${release.title}”, line by line`);
  }
  if (wanted['credit-code']) findCompany(log, wanted['credit-code']);
}

async function trustedKey(source: LogSource, given: string | undefined): Promise<string> {
  if (given) return givenKey(given);
  const found = text(await source.read('log/key'));
  if (!found) throw new CheckFailed('No public key: give one with --key');
  say(`! The key was taken from ${source.name} itself; compare it with one that you trust: ${found.trim()}`);
  return found;
}

function findCompany(log: CheckedLog, creditCode: string): void {
  let found = false;
  for (const { lines, release, title } of log.releases) {
    for (const line of lines) {
      const entry = JSON.parse(line) as { creditCode: string; name: string; amount: string; rank: number };
      if (entry.creditCode !== creditCode) continue;
      found = true;
      say(`✔ ${title}, release ${release}: ${entry.rank}. ${entry.name} ${entry.amount} yuan`);
    }
  }
  if (!found) throw new CheckFailed(`The log has no line of ${creditCode}`);
}
