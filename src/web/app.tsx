import { type Ask, type FullLine, isMadeUp, type ListData, loadLine, loadList } from './api.js';
import type { Place } from './address.js';
import { type CheckData, loadCheck } from './check/check-api.js';
import { CheckView } from './check/check-view.js';
import { Frame, type Go, Message } from './frame.js';
import { LineView } from './list/line-view.js';
import { ListView } from './list/list-view.js';
import { LookUp } from './objection/look-up.js';
import { texts } from './texts.js';

/** The content of a page. */
export type Content =
  | { kind: 'list'; data: ListData }
  | { kind: 'line'; line: FullLine }
  | { kind: 'check'; data: CheckData }
  | { kind: 'objections' }
  | { kind: 'absent' }
  | { kind: 'failed' };

interface AppProps {
  place: Place;
  content: Content;
  busy?: boolean;
  go?: Go;
  retry?: () => void;
  /** Present only in the browser. */
  ask?: Ask;
}

/** The whole page: the server renders it, and the browser hydrates it. */
export function App({ place, content, busy = false, go, retry, ask }: AppProps) {
  const t = texts[place.lang];
  const notice = content.kind === 'list' ? content.data.notice : content.kind === 'line' ? content.line.notice : null;
  const programme = content.kind === 'check' ? content.data.programme : notice?.programme;
  return (
    <Frame place={place} go={go} demonstration={isMadeUp(programme, notice?.title)}>
      {content.kind === 'list' && <ListView data={content.data} place={place} go={go} busy={busy} ask={ask} />}
      {content.kind === 'line' && <LineView line={content.line} place={place} go={go} ask={ask} />}
      {content.kind === 'check' && <CheckView data={content.data} place={place} go={go} busy={busy} />}
      {content.kind === 'objections' && <LookUp place={place} go={go} ask={ask} />}
      {content.kind === 'absent' && (
        <Message title={t.pageTitle} hint={t.pageHint} whole>
          <p>
            <a href={place.lang === 'en' ? '/?lang=en' : '/'}>{t.back}</a>
          </p>
        </Message>
      )}
      {content.kind === 'failed' && (
        <Message title={t.failed} hint={t.failedHint} kind="error" whole>
          {retry && (
            <button type="button" onClick={retry}>
              {t.retry}
            </button>
          )}
        </Message>
      )}
    </Frame>
  );
}

export async function loadContent(ask: Ask, place: Place): Promise<Content> {
  if (place.absent) return { kind: 'absent' };
  if (place.objections) return { kind: 'objections' };
  if (place.check) return { kind: 'check', data: await loadCheck(ask, place) };
  if (!place.line) {
    const data = await loadList(ask, place);
    return place.notice && !data.notice ? { kind: 'absent' } : { kind: 'list', data };
  }
  const line = await loadLine(ask, place.line);
  return line ? { kind: 'line', line } : { kind: 'absent' };
}

export function titleOf(place: Place, content: Content): string {
  const { siteName, lookUp, check } = texts[place.lang];
  if (content.kind === 'check') return `${check} · ${siteName}`;
  if (content.kind === 'objections') return `${lookUp} · ${siteName}`;
  if (content.kind === 'line') return `${content.line.name} · ${siteName}`;
  return content.kind === 'list' && content.data.notice ? `${content.data.notice.title} · ${siteName}` : siteName;
}
