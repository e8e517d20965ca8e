import { useState } from 'preact/hooks';
import { type Ask, type FullLine, requestCode, sendObjection } from './api.js';
import { type Place } from './address.js';
import { texts } from './texts.js';

interface Fault {
  field: string;
  message: string;
}

/** Phone, code, real name and statement; a receipt at the end. What is refused is said beside the field. */
export function ObjectionForm({ line, place, ask }: { line: FullLine; place: Place; ask: Ask }) {
  const t = texts[place.lang];
  const [phone, setPhone] = useState('');
  const [challenge, setChallenge] = useState<string>();
  const [faults, setFaults] = useState<Fault[]>([]);
  const [receipt, setReceipt] = useState<string>();
  const [busy, setBusy] = useState(false);
  const faultOf = (field: string) => faults.find((fault) => fault.field === field)?.message;

  const attempt = async (work: () => Promise<{ userErrors: { message: string; path: string[] | null }[] }>) => {
    setBusy(true);
    setFaults([]);
    try {
      const { userErrors } = await work();
      setFaults(userErrors.map(({ message, path }) => ({ field: path?.at(-1) ?? 'form', message })));
    } catch (error) {
      setFaults([{ field: 'form', message: `${t.failed} ${(error as Error).message}` }]);
    } finally {
      setBusy(false);
    }
  };
  const sendCode = () =>
    attempt(async () => {
      const answer = await requestCode(ask, line.notice.id, phone);
      if (answer.challengeId) setChallenge(answer.challengeId);
      return answer;
    });
  const file = (form: HTMLFormElement) =>
    attempt(async () => {
      const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value;
      const answer = await sendObjection(ask, {
        challengeId: challenge ?? '',
        creditCode: line.creditCode,
        code: value('code'),
        name: value('name'),
        statement: value('statement'),
      });
      if (answer.receipt) setReceipt(answer.receipt);
      return answer;
    });

  if (receipt) {
    return (
      <div role="status" class="good">
        <p>{t.filed}</p>
        <p>
          <code class="command receipt">{receipt}</code>
        </p>
      </div>
    );
  }
  return (
    <form
      class="objection"
      onSubmit={(event) => {
        event.preventDefault();
        void (challenge ? file(event.currentTarget) : sendCode());
      }}
    >
      <Field name="phone" label={t.phone} hint={t.phoneHint} fault={faultOf('phone')}>
        <input
          id="objection-phone"
          type="tel"
          inputMode="numeric"
          autocomplete="tel-national"
          required
          value={phone}
          disabled={Boolean(challenge)}
          aria-describedby="objection-phone-hint"
          onInput={(event) => setPhone(event.currentTarget.value)}
        />
      </Field>
      {challenge && (
        <>
          <p role="status">{t.codeSent}</p>
          <Field name="code" label={t.code} fault={faultOf('code')}>
            <input id="objection-code" name="code" inputMode="numeric" autocomplete="one-time-code" required />
          </Field>
          <Field name="name" label={t.realName} fault={faultOf('name')}>
            <input id="objection-name" name="name" autocomplete="name" required maxLength={100} />
          </Field>
          <Field name="statement" label={t.statement} fault={faultOf('statement')}>
            <textarea id="objection-statement" name="statement" rows={5} required maxLength={5000} />
          </Field>
        </>
      )}
      {faults
        .filter(({ field }) => !['phone', 'code', 'name', 'statement'].includes(field))
        .map(({ message }) => (
          <p class="bad" role="alert" key={message}>
            {message}
          </p>
        ))}
      <p class="actions">
        <button type="submit" disabled={busy}>
          {challenge ? t.file : t.sendCode}
        </button>
        {challenge && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              setChallenge(undefined);
              setFaults([]);
            }}
          >
            {t.newCode}
          </button>
        )}
      </p>
    </form>
  );
}

function Field(props: {
  name: string;
  label: string;
  hint?: string;
  fault?: string;
  children: preact.ComponentChildren;
}) {
  const id = `objection-${props.name}`;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p class="muted" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.children}
      {props.fault && (
        <p class="bad" role="alert">
          {props.fault}
        </p>
      )}
    </div>
  );
}
