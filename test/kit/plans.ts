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
  'Index Cond'?: string;
  'Subplan Name'?: string;
  'Index Searches'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: PlanNode[];
}

/** PostgreSQL's work for one statement. */
export interface ReadStatement {
  text: string;
  /** Rows of tables that it read, including those that a filter removed. */
  rowsRead: number;
  /** Pages of tables and indexes that it read. */
  pages: number;
  /** Indexes of which it skipped entries, with the number of their pages; counts of rows do not show them. */
  passed: { index: string; pages: number }[];
  relations: string[];
}

const read: ReadStatement[] = [];

/**
 * Makes PostgreSQL report the plan of every statement on this database; connections opened from now on are recorded.
 */
export async function reportPlans({ sql, ownerUrl }: TestDatabase): Promise<void> {
  const name = new URL(ownerUrl).pathname.slice(1);
  for (const [setting, value] of Object.entries({
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_buffers': 'on',
    // The statements of functions are counted too.
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'notice',
  })) {
    await sql(`alter database ${name} set ${setting} = '${value}'`);
  }
  hearOf(createRequire(import.meta.resolve('@mikro-orm/postgresql'))('pg') as typeof pg);
}

/** The present database role of each connection. */
const roles = new WeakMap<pg.Client, string>();

/** Snapshots of readers that have not ended; PostgreSQL reports some plans only at the end of one. */
const open = new Set<Promise<unknown>>();

/**
 * Records every connection that this copy of `pg` opens: MikroORM's, so those of all requests. Background reads of the
 * gateway are not counted as pages of lists.
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
    // A page is read in a snapshot that sets its role immediately; other transactions are work of the gateway.
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

/**
 * Returns the statements since the last call, after the snapshots that ran them have ended, because an answer is sent
 * before that.
 */
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
      .map((node) => ({ index: node['Index Name'] as string, pages: pagesPassed(node, all) })),
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

/** Includes the pages of child nodes. */
const pagesOf = ({ 'Shared Hit Blocks': hit = 0, 'Shared Read Blocks': fetched = 0 }: PlanNode) => hit + fetched;

/** The depth of the largest index of the tests. */
const depth = 4;
/** An index page has at least so many entries. */
const entriesOfPage = 30;

/** Returns the pages of an index scan that its searches and its returned or removed rows do not explain. */
function pagesPassed(node: PlanNode, all: PlanNode[]): number {
  // A value of its condition is computed when the scan begins, wherever its plan is.
  const isAsked = ({ 'Subplan Name': name }: PlanNode) => name && node['Index Cond']?.includes(`(${name})`);
  const others = new Set([...(node.Plans ?? []), ...all.filter(isAsked)]);
  const own = pagesOf(node) - [...others].reduce((sum, other) => sum + pagesOf(other), 0);
  const rows = rowsOf(node);
  // Each value of a list may be on a page of its own, which the scan reads without another search.
  const indexPages = node['Index Cond']?.includes('= ANY') ? rows : rows / entriesOfPage;
  return Math.round(own - depth * (node['Index Searches'] ?? 0) - rows - indexPages);
}
