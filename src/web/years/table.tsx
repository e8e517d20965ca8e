import type { ComponentChildren } from 'preact';

/** A table that scrolls within itself on a narrow screen, also by keyboard. */
export function Table({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={label}>
      <table class="years">{children}</table>
    </div>
  );
}

/** The heading of a column of figures. */
export function AmountHeading({ children }: { children: string }) {
  return (
    <th scope="col" class="amount">
      {children}
    </th>
  );
}

/** A figure; on a phone it is shown below its label. */
export function Cell({ label, children }: { label: string; children: string }) {
  return (
    <td class="amount" data-label={label}>
      {children}
    </td>
  );
}
