import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ask, Notice } from '../api.js';
import type { Place } from '../address.js';
import { type Fault, Faults, TextField } from '../field.js';
import { Filed, type FiledObjection } from './filed.js';
import type { Go } from '../frame.js';
import { type Contact, faultsOf, requestCode, sendObjection } from './objection-api.js';
import { PapersField } from './papers-field.js';
import { objectionTexts } from './objection-texts.js';
import { usePapers } from './use-papers.js';

const nothing = { phone: '', code: '', name: '', statement: '' };
const aPhone = { type: 'tel', inputMode: 'numeric', autocomplete: 'tel-national', required: true };
const aCode = { inputMode: 'numeric', autocomplete: 'one-time-code', required: true };
const fields = [...Object.keys(nothing), 'file'];

interface ObjectionFormProps {
  notice: Pick<Notice, 'id'>;
  /** The line; absent for the whole notice. */
  creditCode?: string;
  place: Place;
  go: Go;
  ask: Ask;
}

/**
 * Phone, code, real name, statement and papers; a receipt at the end. What is refused is said beside the field, and
 * nothing that was typed or chosen is lost by it.
 */
export function ObjectionForm({ notice, creditCode, place, go, ask }: ObjectionFormProps) {
  const t = objectionTexts[place.lang];
  const [draft, setDraft] = useState(nothing);
  const { papers, pick, remove, send } = usePapers(ask, place.lang);
  const [sent, setSent] = useState<{ phone: string; challengeId: string }>();
  /** A code confirms the number that it went to, and no other that was typed since. */
  const challengeId = sent?.phone === draft.phone ? sent.challengeId : undefined;
  const { busy, faults, setFaults, attempt } = useAttempts(t.notSent);
  const [filed, setFiled] = useState<FiledObjection>();
  const submit = useRef<HTMLButtonElement>(null);

  useFocus(challengeId, faults, submit);
  const messagesOf = (name: string) => faults.filter(({ field }) => field === name).map(({ message }) => message);
  const field = (name: keyof typeof nothing) => ({
    id: `objection-${name}`,
    faults: messagesOf(name),
    value: draft[name],
    onType: (value: string) => setDraft((present) => ({ ...present, [name]: value })),
  });
  const sendCode = async () => {
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

  if (filed) return <Filed {...filed} place={place} go={go} />;
  const confirmed = Boolean(challengeId);
  return (
    <form
      class="objection"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(() => (challengeId ? file({ challengeId, code: draft.code.trim() }) : sendCode()));
      }}
    >
      <TextField {...field('phone')} label={t.phone} hint={t.phoneHint} {...aPhone} readOnly={busy} />
      {confirmed && <p role="status">{t.codeSent}</p>}
      {confirmed && <TextField {...field('code')} label={t.code} {...aCode} />}
      {sent && (
        <>
          <TextField {...field('name')} label={t.realName} autocomplete="name" required={confirmed} maxLength={100} />
          <TextField {...field('statement')} label={t.statement} rows={5} required={confirmed} maxLength={5000} />
          <PapersField
            {...{ papers, challengeId, busy, t }}
            faults={messagesOf('file')}
            onPick={(files) => setFaults(pick(files))}
            onRemove={remove}
          />
        </>
      )}
      <Faults messages={faults.filter((fault) => !fields.includes(fault.field)).map(({ message }) => message)} />
      <p class="actions">
        <button ref={submit} type="submit" disabled={busy}>
          {confirmed ? (busy ? t.filing : t.file) : t.sendCode}
        </button>
        {confirmed && (
          <button type="button" class="quiet" disabled={busy} onClick={() => void attempt(sendCode)}>
            {t.newCode}
          </button>
        )}
      </p>
    </form>
  );
}

/** The code is typed next once it was sent; what is wrong, before anything else. */
function useFocus(
  challengeId: string | undefined,
  faults: Fault[],
  submit: { current: HTMLButtonElement | null },
): void {
  useEffect(() => {
    if (challengeId) document.getElementById('objection-code')?.focus();
  }, [challengeId]);
  useEffect(() => {
    if (faults[0]) (document.getElementById(`objection-${faults[0].field}`) ?? submit.current)?.focus();
  }, [faults]);
}

/** One attempt at a time, and what was wrong with the last one. */
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

/** What the API said; where nothing of it arrived, a browser's own words would say nothing to a reader. */
function saidBy(error: unknown): string {
  return error instanceof TypeError || error instanceof SyntaxError ? '' : ` ${(error as Error).message}`;
}
