import { useEffect, useRef } from 'preact/hooks';
import type { Place } from './address.js';
import { type Go, Link } from './frame.js';
import { texts } from './texts.js';

/** The objection was filed: its receipt, and where that leads. */
export function Filed({ receipt, place: { lang }, go }: { receipt: string; place: Place; go: Go }) {
  const t = texts[lang];
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => told.current?.focus(), []);
  return (
    <div ref={told} role="status" class="good" tabIndex={-1}>
      <p>{t.filed}</p>
      <p>
        <code class="command receipt">{receipt}</code>
      </p>
      <p>
        <Link to={{ objections: true, receipt, lang }} go={go}>
          {t.follow}
        </Link>
      </p>
      <p>{t.keepReceipt}</p>
    </div>
  );
}
