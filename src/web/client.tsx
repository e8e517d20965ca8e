import './style.css';
import { hydrate } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { addressOf, pageOf, type Place, readPlace } from './address.js';
import type { Ask } from './api.js';
import { App, type Content, loadContent, titleOf } from './app.js';
import { type Site, SiteContext } from './site.js';

/** Sends queries by GET, so that caches can store the answers; by POST where no cache or log may see the query. */
const ask: Ask = async <Data,>(query: string, variables: object, method?: 'POST') => {
  const language = document.documentElement.lang;
  const byAddress = query.startsWith('query') && method !== 'POST';
  const short = query.replace(/\s+/g, ' ');
  const headers = { 'accept-language': language, 'content-type': 'application/json' };
  const response = byAddress
    ? await fetch(
        `/graphql?${new URLSearchParams({ query: short, variables: JSON.stringify(variables) }).toString()}`,
        { headers },
      )
    : await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query: short, variables }) });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (errors?.[0] || !data) throw new Error(errors?.[0]?.message ?? `HTTP ${response.status}`);
  return data;
};

function Page({ first }: { first: Content }) {
  const { place, content, busy, live, load } = useContent(first);
  useFocus(pageOf(place), content, first);
  const go = (to: Place) => {
    history.pushState(null, '', addressOf(to));
    load(to);
  };
  return (
    <App
      place={place}
      content={content}
      busy={busy}
      go={live ? go : undefined}
      ask={live ? ask : undefined}
      retry={() => load(here())}
    />
  );
}

/** The place of the reader and its content, which `load` and the browser's history change. */
function useContent(first: Content) {
  // Read without the fragment, because the server never sees it.
  const [place, setPlace] = useState(() => readPlace(location.pathname, location.search));
  const [content, setContent] = useState(first);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<{ place: Place } | undefined>();
  const [live, setLive] = useState(false);

  useEffect(() => {
    // Parts that need the browser are shown after the first effect, so that hydration finds the same HTML as the
    // server's.
    setLive(true);
    setPlace(here());
    const follow = () => setAsking({ place: here() });
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  useEffect(() => {
    if (!asking) return undefined;
    let left = false;
    const load = async () => {
      setBusy(true);
      const loaded = await loadContent(ask, asking.place).catch((): Content => ({ kind: 'failed' }));
      if (left) return;
      setPlace(asking.place);
      setContent(loaded);
      setBusy(false);
      document.title = titleOf(asking.place, loaded);
      if (pageOf(asking.place) !== pageOf(place)) scrollTo({ top: 0 });
      else if (isPaging(place, asking.place)) beginList();
    };
    void load();
    return () => {
      left = true;
    };
  }, [asking]);

  return { place, content, busy, live, load: (to: Place) => setAsking({ place: to }) };
}

/** Moves the focus to the new content, for readers who use a keyboard or a screen reader. */
function useFocus(page: string, content: Content, first: Content): void {
  const shown = useRef(page);
  const begin = () => document.getElementById('list')?.focus({ preventScroll: true });
  useEffect(() => {
    // The followed link was on the earlier page, which is gone.
    if (shown.current !== page) begin();
    shown.current = page;
  }, [page]);
  useEffect(() => {
    // The chosen element is gone, or was rendered again.
    if (content !== first && document.activeElement === document.body) begin();
  }, [content]);
}

/** Moves the view and the focus to the beginning of the next page. */
function beginList(): void {
  const list = document.getElementById('list');
  list?.scrollIntoView();
  list?.focus({ preventScroll: true });
}

/** Checks whether two places differ only in the page of the list. */
function isPaging(from: Place, to: Place): boolean {
  return (to.after ?? to.before) !== undefined && (from.after !== to.after || from.before !== to.before);
}

function here(): Place {
  return readPlace(location.pathname, location.search, location.hash);
}

const root = document.getElementById('page');
const written = document.getElementById('content')?.textContent;
if (root && written) {
  const { content, site } = JSON.parse(written) as { content: Content; site: Site };
  hydrate(
    <SiteContext.Provider value={site}>
      <Page first={content} />
    </SiteContext.Provider>,
    root,
  );
}
