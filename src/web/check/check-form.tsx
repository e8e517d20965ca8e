import type { ComponentChildren } from 'preact';
import { checkNames, type Place } from '../address.js';
import type { Go } from '../frame.js';

interface FormProps {
  place: Place;
  go: Go;
  button: string;
  /** The fields of this form; the values of the other form are sent as hidden fields. */
  own: (typeof checkNames)[number][];
  children: ComponentChildren;
}

/** A form that keeps the values of the other form. */
export function CheckForm({ place, go, button, own, children }: FormProps) {
  const others = checkNames.filter((name) => !own.includes(name));
  return (
    <form
      class="check"
      method="get"
      action="/check"
      onSubmit={(event) => {
        if (!go) return;
        event.preventDefault();
        const given = Object.fromEntries(
          [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]),
        );
        go({ ...place, ...given });
      }}
    >
      {place.lang === 'en' && <input type="hidden" name="lang" value="en" />}
      {others.map((name) => place[name] && <input key={name} type="hidden" name={name} value={place[name]} />)}
      {children}
      <button type="submit">{button}</button>
    </form>
  );
}
