import type { TargetedInputEvent } from 'preact';

/** What is wrong with a field of a form, or with all of it. */
export interface Fault {
  field: string;
  message: string;
}

interface TextFieldProps {
  id: string;
  label: string;
  hint?: string;
  faults: string[];
  value: string;
  onType: (value: string) => void;
  /** A text of several lines, this many to begin with. */
  rows?: number;
  [attribute: string]: unknown;
}

/** An input tied to its label, its hint and what is wrong with it. */
export function TextField({ id, label, hint, faults, value, onType, rows, ...attributes }: TextFieldProps) {
  const wrong = faults.length > 0;
  const described = [hint && `${id}-hint`, wrong && `${id}-faults`].filter(Boolean).join(' ');
  const given = {
    ...attributes,
    id,
    value,
    'aria-describedby': described || undefined,
    'aria-invalid': wrong || undefined,
    onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onType(currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="muted" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {rows ? <textarea {...given} rows={rows} /> : <input {...given} />}
      <Faults id={`${id}-faults`} messages={faults} />
    </div>
  );
}

export function Faults({ id, messages }: { id?: string; messages: string[] }) {
  if (messages.length === 0) return null;
  return (
    <div class="faults" id={id} role="alert">
      {messages.map((message) => (
        <p class="bad" key={message}>
          {message}
        </p>
      ))}
    </div>
  );
}
