import { pageDocument } from '../page-document.js';
import type { Ask } from '../api.js';
import type { Fault } from '../field.js';

const codeMutation = pageDocument(`mutation PageObjectionCode($input: RequestObjectionCodeInput!) {
    requestObjectionCode(input: $input) { challengeId userErrors { message path } }
  }`);
const papersMutation = pageDocument(`mutation PageObjectionPapers($input: KeepObjectionAttachmentsInput!) {
    keepObjectionAttachments(input: $input) { userErrors { message path } }
  }`);
const objectionMutation = pageDocument(`mutation PageObjection($input: FileObjectionInput!) {
    fileObjection(input: $input) { receipt objection { decideBy } userErrors { message path } }
  }`);
const withdrawalMutation = pageDocument(`mutation PageWithdrawal($input: WithdrawObjectionInput!) {
    withdrawObjection(input: $input) { userErrors { message path } }
  }`);
const receiptQuery = pageDocument(`query PageReceipt($receipt: String!) {
    objectionOfReceipt(receipt: $receipt) {
      status filedAt decideBy endedAt reason creditCode notice { id title }
    }
  }`);
const objectedLineQuery = pageDocument(`query PageObjectedLine($noticeId: ID!, $filter: RecipientFilter) {
    recipients(noticeId: $noticeId, filter: $filter, first: 1) { nodes { id name } }
  }`);

/** A refusal of the API: the reason, and the field of the input. */
export interface Refusal {
  message: string;
  path: string[] | null;
}

interface Refusals {
  userErrors: Refusal[];
}

/** Returns faults of the form from refusals, by field. */
export function faultsOf(refusals: Refusal[]): Fault[] {
  return refusals.map(({ message, path }) => ({ field: path?.at(-1) ?? 'form', message }));
}

/** The contact of an objector, confirmed by a code. */
export interface Contact {
  challengeId: string;
  code: string;
}

export async function requestCode(ask: Ask, noticeId: string, phone: string) {
  type Answer = { requestObjectionCode: Refusals & { challengeId: string | null } };
  return (await ask<Answer>(codeMutation, { input: { noticeId, phone } })).requestObjectionCode;
}

/** Removes uploaded papers that were removed from the form since; refuses a wrong code before any upload. */
export async function keepPapers(ask: Ask, { challengeId, code }: Contact, sha256s: string[]): Promise<Refusal[]> {
  type Answer = { keepObjectionAttachments: Refusals };
  const { keepObjectionAttachments } = await ask<Answer>(papersMutation, { input: { challengeId, code, sha256s } });
  return keepObjectionAttachments.userErrors;
}

export async function sendObjection(
  ask: Ask,
  input: Contact & { creditCode: string | undefined; name: string; statement: string },
) {
  type Answer = { fileObjection: Refusals & { receipt: string | null; objection: { decideBy: string } | null } };
  return (await ask<Answer>(objectionMutation, { input })).fileObjection;
}

/** Withdraws an objection for the person with its receipt. */
export async function withdrawObjection(ask: Ask, receipt: string): Promise<Refusal[]> {
  type Answer = { withdrawObjection: Refusals };
  return (await ask<Answer>(withdrawalMutation, { input: { receipt } })).withdrawObjection.userErrors;
}

/** An objection as shown by its receipt: its state and decision, and nothing about the person who filed it. */
export interface FollowedObjection {
  status: string;
  filedAt: string;
  decideBy: string;
  endedAt: string | null;
  reason: string | null;
  /** The line of the objection; null for the whole notice. */
  creditCode: string | null;
  notice: { id: string; title: string };
}

/** The line of the objection, if the newest release still has it. */
export interface ObjectedLine {
  id: string;
  name: string;
}

/**
 * Reads an objection by its receipt. The receipt allows withdrawing it, so it is sent in the body, where no log stores
 * it.
 */
export async function followObjection(ask: Ask, receipt: string) {
  type Answer = { objectionOfReceipt: FollowedObjection | null };
  const { objectionOfReceipt: objection } = await ask<Answer>(receiptQuery, { receipt }, 'POST');
  return objection && { objection, line: await lineOf(ask, objection) };
}

async function lineOf(ask: Ask, { creditCode, notice }: FollowedObjection): Promise<ObjectedLine | undefined> {
  if (!creditCode) return undefined;
  type Answer = { recipients: { nodes: ObjectedLine[] } | null };
  const { recipients } = await ask<Answer>(objectedLineQuery, { noticeId: notice.id, filter: { creditCode } }, 'POST');
  return recipients?.nodes[0];
}
