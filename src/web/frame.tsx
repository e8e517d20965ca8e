import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { addressOf, type Place } from './address.js';
import { type Site, SiteContext } from './site.js';
import { type Language, type Texts, texts } from './texts.js';

/** Follows an internal link without loading the whole page; absent on the server, where links are plain links. */
export type Go = ((place: Place) => void) | undefined;

interface LinkProps {
  to: Place;
  go: Go;
  class?: string;
  label?: string;
  current?: 'page' | undefined;
  children: ComponentChildren;
}

export function Link(props: LinkProps) {
  const { to, go, label, current } = props;
  return (
    <a
      href={addressOf(to)}
      class={props.class}
      aria-label={label}
      aria-current={current}
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

interface FrameProps {
  place: Place;
  go: Go;
  demonstration: boolean;
  /** The path of a page that has no `Place`, for the link to the other language. */
  path?: string;
  children: ComponentChildren;
}

export function Frame(props: FrameProps) {
  const { place } = props;
  const t = texts[place.lang];
  const site = useContext(SiteContext);
  return (
    <>
      <SkipLink text={t.skip} />
      <Top place={place} go={props.go} path={props.path} />
      {props.demonstration && (
        <p class="demonstration" role="note">
          {t.demonstration}
        </p>
      )}
      <main class="wrap">{props.children}</main>
      <footer class="foot">
        <div class="wrap">
          {site && <Publisher site={site} t={t} />}
          <p>{t.footer}</p>
        </div>
      </footer>
    </>
  );
}

function SkipLink({ text }: { text: string }) {
  return (
    <a
      class="skip"
      href="#list"
      onClick={(event) => {
        // Skipping must not change the address, which contains the reader's place and maybe a receipt.
        event.preventDefault();
        document.getElementById('list')?.focus();
      }}
    >
      {text}
    </a>
  );
}

function Top({ place, go, path }: Pick<FrameProps, 'place' | 'go' | 'path'>) {
  const t = texts[place.lang];
  const other: Language = place.lang === 'zh' ? 'en' : 'zh';
  const otherAddress = path ? inLanguage(path, other) : addressOf({ ...place, lang: other });
  return (
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
        <Sections place={place} go={go} path={path} />
        <a class="language" href={otherAddress} lang={other} hreflang={other}>
          {t.otherLanguage}
        </a>
      </div>
    </header>
  );
}

/** The parts of the site, with the present one marked. */
function Sections({ place, go, path = '' }: Pick<FrameProps, 'place' | 'go' | 'path'>) {
  const t = texts[place.lang];
  const { lang, objections, check, absent } = place;
  const current = (is: boolean | undefined) => (is ? 'page' : undefined);
  const isList = !path && !objections && !check && !absent;
  return (
    <nav class="sections" aria-label={t.sections}>
      <Link to={{ lang }} go={go} current={current(isList)}>
        {t.sectionList}
      </Link>
      <a href={inLanguage('/years', lang)} aria-current={current(path.startsWith('/years'))}>
        {t.sectionYears}
      </a>
      <Link to={{ check: true, lang }} go={go} current={current(check)}>
        {t.sectionCheck}
      </Link>
      <Link to={{ objections: true, lang }} go={go} current={current(objections)}>
        {t.sectionObjections}
      </Link>
      <a href={inLanguage('/programmes', lang)} aria-current={current(/^\/(programmes|service-notices)/.test(path))}>
        {t.sectionIssued}
      </a>
    </nav>
  );
}

/** The publisher of the page, the contact for questions, and the licence of the data. */
function Publisher({ site: { publisher, contact, licence }, t }: { site: Site; t: Texts }) {
  return (
    <>
      <p>
        {t.publisherName}
        <span lang="zh-CN">{publisher}</span>
      </p>
      {contact && (
        <p>
          {t.contact}
          <span lang="zh-CN">{contact.office}</span>{' '}
          <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a>
        </p>
      )}
      <p>
        {t.licence}
        <a href={licence.url}>{licence.name}</a>
      </p>
    </>
  );
}

/** Returns the path of the same page in another language. */
export function inLanguage(path: string, lang: Language): string {
  const [pathname = '', search = ''] = path.split('?');
  const query = new URLSearchParams(search);
  query.delete('lang');
  if (lang === 'en') query.set('lang', lang);
  return query.size > 0 ? `${pathname}?${query.toString()}` : pathname;
}

interface MessageProps {
  title: string;
  hint: string;
  kind?: 'error';
  /** Whether it is the only content of the page. */
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
