import { useState } from 'preact/hooks';
import type { Ask, Notice } from '../api.js';
import type { Fault } from '../field.js';
import type { Language } from '../texts.js';
import type { FiledObjection } from './filed.js';
import { type Contact, faultsOf, requestCode, sendObjection } from './objection-api.js';
import { objectionTexts } from './objection-texts.js';
import { usePapers } from './use-papers.js';

export const emptyDraft = { phone: '', code: '', name: '', statement: '' };

export interface ObjectTo {
  notice: Pick<Notice, 'id'>;
  /** The line; absent for the whole notice. */
  creditCode?: string;
}

/** The values of the form, and how they are sent: first a code to the phone, then the objection. */
export function useFiling({ notice, creditCode }: ObjectTo, lang: Language, ask: Ask) {
  const [draft, setDraft] = useState(emptyDraft);
  const { papers, pick, remove, send } = usePapers(ask, lang);
  const [sent, setSent] = useState<{ phone: string; challengeId: string }>();
  const [filed, setFiled] = useState<FiledObjection>();
  const { busy, faults, setFaults, attempt } = useAttempts(objectionTexts[lang].notSent);
  /** A code confirms only the number that it was sent to, not a number that was typed later. */
  const challengeId = sent?.phone === draft.phone ? sent.challengeId : undefined;
  const requestNewCode = async () => {
    const { phone } = draft;
    const answer = await requestCode(ask, notice.id, phone);
    if (answer.challengeId) {
      setSent({ phone, challengeId: answer.challengeId });
      setDraft((present) => ({ ...present, code: '' }));
    }
    return faultsOf(answer.userErrors);
  };
  const file = async (contact: Contact) => {
    const unsent = await send(contact);
    if (unsent.length > 0) return unsent;
    const { name, statement } = draft;
    const answer = await sendObjection(ask, { ...contact, creditCode, name, statement });
    if (answer.receipt) setFiled({ receipt: answer.receipt, decideBy: answer.objection?.decideBy });
    return faultsOf(answer.userErrors);
  };
  return {
    draft,
    type: (name: keyof typeof emptyDraft, value: string) => setDraft((present) => ({ ...present, [name]: value })),
    papers,
    pick: (files: File[]) => setFaults(pick(files)),
    remove,
    challengeId,
    /** Whether a code was sent, to any number. */
    isCodeSent: sent !== undefined,
    filed,
    busy,
    faults,
    sendCode: () => attempt(requestNewCode),
    submit: () => attempt(() => (challengeId ? file({ challengeId, code: draft.code.trim() }) : requestNewCode())),
  };
}

/** Allows one attempt at a time, and keeps the faults of the last one. */
function useAttempts(notSent: string) {
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Fault[]>([]);
  const attempt = async (work: () => Promise<Fault[]>) => {
    setBusy(true);
    setFaults([]);
    setFaults(await work().catch((error: unknown) => [{ field: 'form', message: notSent + saidBy(error) }]));
    setBusy(false);
  };
  return { busy, faults, setFaults, attempt };
}

/**
 * Returns the API's message; an empty text where no answer arrived, because the browser's own message does not help a
 * reader.
 */
function saidBy(error: unknown): string {
  return error instanceof TypeError || error instanceof SyntaxError ? '' : ` ${(error as Error).message}`;
}
