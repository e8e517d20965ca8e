import { createRequire } from 'node:module';
import type pg from 'pg';
import type { TestDatabase } from './gateway.js';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Index Name'?: string;
  'Index Searches'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: PlanNode[];
}

/** What PostgreSQL did for one statement. */
export interface ReadStatement {
  text: string;
  /** Rows of tables that it read, those that a filter then dropped included. */
  rowsRead: number;
  /** Pages of tables and indexes that it touched. */
  pages: number;
  /** Indexes of which it passed by entries, and how many pages these take: no count of rows shows them. */
  passed: { index: string; pages: number }[];
  relations: string[];
}

const read: ReadStatement[] = [];

/** Lets PostgreSQL report the plan of every statement on this database; connections opened from now on are recorded. */
export async function reportPlans({ sql, ownerUrl }: TestDatabase): Promise<void> {
  const name = new URL(ownerUrl).pathname.slice(1);
  for (const [setting, value] of Object.entries({
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_buffers': 'on',
    // What a function reads is read as well.
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'notice',
  })) {
    await sql(`alter database ${name} set ${setting} = '${value}'`);
  }
  hearOf(createRequire(import.meta.resolve('@mikro-orm/postgresql'))('pg') as typeof pg);
}

/** The database role that each connection reads as at present. */
const roles = new WeakMap<pg.Client, string>();

/** Snapshots of readers that have not ended; PostgreSQL reports some plans at the end of one only. */
const open = new Set<Promise<unknown>>();

/**
 * Listens to every connection that this copy of `pg` opens: that of MikroORM, so of all requests. What the gateway reads
 * for itself in the background is not a page of a list.
 */
function hearOf({ Client }: typeof pg): void {
  const { connect, query } = Client.prototype;
  Client.prototype.connect = function connectAndHear(this: pg.Client, ...given: never[]) {
    this.on('notice', (notice) => {
      if (roles.get(this) !== 'mianshen_system') receive(notice);
    });
    return (connect as (...given: never[]) => unknown).apply(this, given);
  } as typeof connect;
  Client.prototype.query = function queryAndNote(this: pg.Client, ...given: unknown[]) {
    const [text] = given;
    const answer = (query as (...given: unknown[]) => unknown).apply(this, given);
    if (typeof text === 'string') noteTransaction(this, text, answer);
    return answer;
  } as typeof query;
}

const endings = new WeakMap<pg.Client, () => void>();

function noteTransaction(client: pg.Client, text: string, answer: unknown): void {
  if (text.startsWith('begin')) {
    // A page is read in a snapshot that names its role at once; other transactions are work of the gateway.
    const role = /set local role = '(\w+)'/.exec(text)?.[1] ?? 'mianshen_system';
    roles.set(client, role);
    if (role !== 'mianshen_system') noteSnapshot(client);
  }
  const ended = endings.get(client);
  if (/^(rollback|commit)$/.test(text) && ended) void Promise.resolve(answer).then(ended, ended);
}

function noteSnapshot(client: pg.Client): void {
  const { promise, resolve } = Promise.withResolvers<void>();
  endings.set(client, resolve);
  open.add(promise);
  void promise.then(() => open.delete(promise));
}

/** The statements since the last call, once the snapshots that read them have ended: an answer is sent before that. */
export async function takePlans(): Promise<ReadStatement[]> {
  await Promise.all(open);
  return read.splice(0);
}

function receive({ message = '' }: { message?: string | undefined }): void {
  const start = message.indexOf('{');
  if (!message.includes('plan:') || start < 0) return;
  const { 'Query Text': text, Plan } = JSON.parse(message.slice(start)) as { 'Query Text': string; Plan: PlanNode };
  const all = nodesOf(Plan);
  const nodes = all.filter((node) => node['Relation Name']);
  read.push({
    text,
    rowsRead: nodes.reduce((sum, node) => sum + rowsOf(node), 0),
    pages: pagesOf(Plan),
    passed: all
      .filter((node) => node['Index Name'])
      .map((node) => ({ index: node['Index Name'] as string, pages: pagesPassed(node) })),
    relations: nodes.map((node) => `${node['Node Type']} on ${node['Relation Name']}: ${rowsOf(node)}`),
  });
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

function rowsOf(node: PlanNode): number {
  const { 'Actual Rows': rows = 0, 'Rows Removed by Filter': dropped = 0, 'Actual Loops': loops = 1 } = node;
  return Math.round((rows + dropped + (node['Rows Removed by Index Recheck'] ?? 0)) * loops);
}

/** Those of the nodes below it included. */
const pagesOf = ({ 'Shared Hit Blocks': hit = 0, 'Shared Read Blocks': fetched = 0 }: PlanNode) => hit + fetched;

/** How deep the largest index of the tests is. */
const depth = 4;
/** So many entries at least are on one page of an index. */
const entriesOfPage = 30;

/** The pages of a scan of an index that neither its searches, nor the rows that it gave or dropped, are a reason for. */
function pagesPassed(node: PlanNode): number {
  const own = pagesOf(node) - (node.Plans ?? []).reduce((sum, below) => sum + pagesOf(below), 0);
  const rows = rowsOf(node);
  return Math.round(own - depth * (node['Index Searches'] ?? 0) - rows - rows / entriesOfPage);
}
