import type { TargetedInputEvent } from 'preact';

/** A fault of one field of a form, or of the whole form. */
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
  /** The initial number of rows of a text with several lines. */
  rows?: number;
  [attribute: string]: unknown;
}

/** An input that is linked to its label, its hint and its faults. */
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
