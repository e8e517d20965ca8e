import { CheckFailed, type CheckedLog, type LoggedRelease } from './check-log.js';
import { WrongUse } from '../command.js';

interface Line {
  notice: string;
  release: number;
  creditCode: string;
  name: string;
  amount: string;
}

/** Compares a downloaded list (NDJSON, JSON or CSV) with the log, line by line, and returns the matching release. */
export function checkList(log: CheckedLog, name: string, content: string): LoggedRelease {
  if (!/\.(csv|json|ndjson)$/.test(name) || name.endsWith('.360giving.json')) {
    throw new WrongUse(`${name}: this format is not supported. Download the list as CSV, JSON or NDJSON to check it.`);
  }
  if (name.endsWith('.csv')) return checkCsv(log, content);
  const lines = name.endsWith('.json') ? linesOfJson(content) : content.split('\n').filter(Boolean);
  const [first] = lines.map((line) => parse(line));
  if (!first) throw new CheckFailed('The list has no line');
  const release = log.releases.find(
    ({ notice, release: number }) => notice === first.notice && number === first.release,
  );
  if (!release) throw new CheckFailed(`The log has no release ${first.release} of ${first.notice}`);
  compare(release, lines, (line) => line);
  return release;
}

function linesOfJson(content: string): string[] {
  const { recipients } = JSON.parse(content) as { recipients?: object[] };
  if (!recipients) throw new CheckFailed('This JSON is not one of our lists: it has no `recipients`');
  return recipients.map((line) => JSON.stringify(line));
}

/** A CSV does not name its release: the release is found by the id of the first row. */
function checkCsv(log: CheckedLog, content: string): LoggedRelease {
  const rows = content.replace('\uFEFF', '').split('\n').filter(Boolean).slice(1);
  const id = /[^,"]+$/.exec(rows[0] ?? '')?.[0] ?? '';
  const release = log.releases.find(({ lines }) =>
    lines.some((line) => (JSON.parse(line) as { id: string }).id === id),
  );
  if (!release) throw new CheckFailed('The log knows no line with the id of the first row');
  compare(release, rows, csvRow);
  return release;
}

interface Entry extends Line {
  rank: number;
  city: string;
  qualifications: string[];
  products: string[];
  id: string;
}

/** Returns the CSV row that the gateway writes for an entry. */
function csvRow(line: string): string {
  const entry = JSON.parse(line) as Entry;
  const { rank, name, creditCode, city, qualifications, products, amount, id } = entry;
  const safe = /^[=+@\t\r-]/.test(name) ? `'${name}` : name;
  const cells = [rank, safe, creditCode, city, qualifications.join(';'), products.join(';'), amount, id];
  return cells.map((cell) => quoted(String(cell))).join(',');
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) || cell === '' ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function compare(release: LoggedRelease, found: string[], written: (entry: string) => string): void {
  const wanted = release.lines.map(written);
  if (found.length < wanted.length && isPart(wanted, found)) {
    const { release: number, title } = release;
    throw new CheckFailed(
      `This is part of the list, and not all of it: ${found.length} of the ${wanted.length} lines of release ${number} of “${title}”, each as it was published`,
    );
  }
  const differs = wanted.findIndex((line, index) => line !== found[index]);
  if (differs < 0 && found.length === wanted.length) return;
  if (differs < 0) throw new CheckFailed(`The list has ${found.length} lines; the log has ${wanted.length}`);
  const logged = parse(release.lines[differs] as string);
  const present = found[differs];
  throw new CheckFailed(
    `Line ${differs + 1} is not what was published.\n  logged: ${logged.name} ${logged.creditCode} ${logged.amount}\n` +
      `  found:  ${present ?? 'nothing: the list ends before it'}`,
  );
}

/** Checks whether every line was published, in any order: then the list is a selection. */
function isPart(wanted: string[], found: string[]): boolean {
  const published = new Set(wanted);
  return new Set(found).size === found.length && found.every((line) => published.has(line));
}

function parse(line: string): Line {
  try {
    return JSON.parse(line) as Line;
  } catch {
    throw new CheckFailed(`This line is not JSON: ${line.slice(0, 80)}`);
  }
}
