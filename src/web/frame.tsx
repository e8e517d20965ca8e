import type { ComponentChildren } from 'preact';
import { addressOf, type Place } from './address.js';
import { type Language, texts } from './texts.js';

/** Follows a link of ours without loading the whole page; absent on the server, where links are links. */
export type Go = ((place: Place) => void) | undefined;

export function Link(props: { to: Place; go: Go; class?: string; label?: string; children: ComponentChildren }) {
  const { to, go, label } = props;
  return (
    <a
      href={addressOf(to)}
      class={props.class}
      aria-label={label}
      onClick={(event) => {
        if (!go || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(to);
      }}
    >
      {props.children}
    </a>
  );
}

export function Frame(props: { place: Place; go: Go; demonstration: boolean; children: ComponentChildren }) {
  const { place } = props;
  const t = texts[place.lang];
  const other: Language = place.lang === 'zh' ? 'en' : 'zh';
  return (
    <>
      <a
        class="skip"
        href="#list"
        onClick={(event) => {
          // The address says where a reader is, a receipt included; skipping does not change that.
          event.preventDefault();
          document.getElementById('list')?.focus();
        }}
      >
        {t.skip}
      </a>
      <header class="top">
        <div class="wrap top-row">
          <a class="brand" href={addressOf({ lang: place.lang })}>
            <svg class="seal" viewBox="0 0 40 40" aria-hidden="true">
              <rect x="1" y="1" width="38" height="38" rx="10" />
              <path d="M12 27V14h16v13M12 20h16M20 14v13" />
            </svg>
            <span>
              <strong>{t.siteName}</strong>
              <small>{t.siteKicker}</small>
            </span>
          </a>
          <a class="language" href={addressOf({ ...place, lang: other })} lang={other} hreflang={other}>
            {t.otherLanguage}
          </a>
        </div>
      </header>
      {props.demonstration && (
        <p class="demonstration" role="note">
          {t.demonstration}
        </p>
      )}
      <main class="wrap">{props.children}</main>
      <footer class="wrap foot">
        <p>
          <Link to={{ objections: true, lang: place.lang }} go={props.go}>
            {t.lookUp}
          </Link>{' '}
          · <a href={`/programmes${place.lang === 'en' ? '?lang=en' : ''}`}>{t.issued}</a>
        </p>
        <p>
          <Link to={{ check: true, lang: place.lang }} go={props.go}>
            {t.check}
          </Link>
        </p>
        <p>{t.footer}</p>
        <p>{t.contact}</p>
      </footer>
    </>
  );
}

interface MessageProps {
  title: string;
  hint: string;
  kind?: 'error';
  /** It is all that there is on the page. */
  whole?: boolean;
  children?: ComponentChildren;
}

export function Message({ title, hint, kind, whole, children }: MessageProps) {
  return (
    <section
      class={`message ${kind ?? ''}`}
      role={kind === 'error' ? 'alert' : undefined}
      id={whole ? 'list' : undefined}
      tabIndex={whole ? -1 : undefined}
    >
      {whole ? <h1>{title}</h1> : <h3>{title}</h3>}
      <p>{hint}</p>
      {children}
    </section>
  );
}
