import { useEffect, useRef } from 'preact/hooks';
import type { Place } from '../address.js';
import type { Ask } from '../api.js';
import { type Fault, Faults, TextField } from '../field.js';
import type { Go } from '../frame.js';
import { Filed } from './filed.js';
import { objectionTexts } from './objection-texts.js';
import { PapersField } from './papers-field.js';
import { emptyDraft, type ObjectTo, useFiling } from './use-filing.js';

const aPhone = { type: 'tel', inputMode: 'numeric', autocomplete: 'tel-national', required: true };
const aCode = { inputMode: 'numeric', autocomplete: 'one-time-code', required: true };
const fields = [...Object.keys(emptyDraft), 'file'];

interface ObjectionFormProps extends ObjectTo {
  place: Place;
  go: Go;
  ask: Ask;
}

/**
 * The form of an objection: phone, code, real name, statement and papers; after filing it shows the receipt. Refusals
 * are shown beside the field, and keep everything that was typed or chosen.
 */
export function ObjectionForm({ place, go, ask, ...objectTo }: ObjectionFormProps) {
  const t = objectionTexts[place.lang];
  const filing = useFiling(objectTo, place.lang, ask);
  const { draft, faults, busy, challengeId } = filing;
  const submit = useRef<HTMLButtonElement>(null);
  useFocus(challengeId, faults, submit);
  const messagesOf = (name: string) => faults.filter(({ field }) => field === name).map(({ message }) => message);
  const field = (name: keyof typeof emptyDraft) => ({
    id: `objection-${name}`,
    faults: messagesOf(name),
    value: draft[name],
    onType: (value: string) => filing.type(name, value),
  });

  if (filing.filed) return <Filed {...filing.filed} place={place} go={go} />;
  const confirmed = Boolean(challengeId);
  return (
    <form
      class="objection"
      onSubmit={(event) => {
        event.preventDefault();
        void filing.submit();
      }}
    >
      <TextField {...field('phone')} label={t.phone} hint={t.phoneHint} {...aPhone} readOnly={busy} />
      {confirmed && <p role="status">{t.codeSent}</p>}
      {confirmed && <TextField {...field('code')} label={t.code} {...aCode} />}
      {filing.isCodeSent && (
        <>
          <TextField {...field('name')} label={t.realName} autocomplete="name" required={confirmed} maxLength={100} />
          <TextField {...field('statement')} label={t.statement} rows={5} required={confirmed} maxLength={5000} />
          <PapersField
            {...{ papers: filing.papers, challengeId, busy, t }}
            faults={messagesOf('file')}
            onPick={filing.pick}
            onRemove={filing.remove}
          />
        </>
      )}
      <Faults messages={faults.filter((fault) => !fields.includes(fault.field)).map(({ message }) => message)} />
      <p class="actions">
        <button ref={submit} type="submit" disabled={busy}>
          {confirmed ? (busy ? t.filing : t.file) : t.sendCode}
        </button>
        {confirmed && (
          <button type="button" class="quiet" disabled={busy} onClick={() => void filing.sendCode()}>
            {t.newCode}
          </button>
        )}
      </p>
    </form>
  );
}

/** Moves the focus: to a fault first, otherwise to the code after it was sent. */
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
