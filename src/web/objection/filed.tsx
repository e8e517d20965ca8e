import { useEffect, useRef, useState } from 'preact/hooks';
import type { Place } from '../address.js';
import { type Go, Link } from '../frame.js';
import { objectionTexts } from './objection-texts.js';

export interface FiledObjection {
  receipt: string;
  /** The day by which the objection is decided. */
  decideBy: string | undefined;
}

/** A filed objection: its receipt, the day by which it is decided, and a link that uses the receipt. */
export function Filed({ receipt, decideBy, place: { lang }, go }: FiledObjection & { place: Place; go: Go }) {
  const t = objectionTexts[lang];
  const confirmation = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => confirmation.current?.focus(), []);
  const copy = () => void navigator.clipboard.writeText(receipt).then(() => setCopied(true));
  return (
    <div ref={confirmation} role="status" class="good" tabIndex={-1}>
      <p>{t.filed}</p>
      <p class="actions">
        <code class="command receipt">{receipt}</code>{' '}
        <button type="button" class="quiet" onClick={copy}>
          {copied ? t.copied : t.copy}
        </button>
      </p>
      {decideBy && <p>{t.receiptDeadline(decideBy)}</p>}
      <p>
        <Link to={{ objections: true, receipt, lang }} go={go}>
          {t.follow}
        </Link>
      </p>
      <p>{t.keepReceipt}</p>
    </div>
  );
}
