import MarkdownIt from 'markdown-it';
import { Frame, inLanguage } from '../frame.js';
import { dayOf } from '../list/notice-panel.js';
import { type IssuedTexts, issuedTexts } from './issued-texts.js';
import type { Language } from '../texts.js';

export interface IssuedProgramme {
  code: string;
  title: string;
  documentNumber: string;
  demonstration: boolean;
  notice: {
    text: string;
    issuedOn: string;
    issuingBodies: string[];
    contacts: { office: string; phone: string }[];
    attachments: { title: string; path: string }[];
  } | null;
}

export interface ServiceNotice {
  id: string;
  title: string;
  text: string;
  publishedAt: string;
  claimBy: string;
  lineCount: number;
  programme: { code: string; demonstration: boolean };
  lines: {
    nodes: { creditCode: string; name: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

/** HTML is disabled: text entered by the departments stays text. */
const markdown = new MarkdownIt({ html: false, linkify: true });

/** The notice that issued a programme, as it was published. */
export function ProgrammePage({ programme, lang }: { programme: IssuedProgramme; lang: Language }) {
  const t = issuedTexts[lang];
  const { notice } = programme;
  return (
    <Frame
      place={{ lang }}
      go={undefined}
      demonstration={programme.demonstration}
      path={inLanguage(`/programmes/${programme.code}`, lang)}
    >
      <article class="notice issued" id="list" tabIndex={-1} lang="zh-CN">
        <p class="muted">
          {programme.documentNumber}
          {notice && ` · ${notice.issuingBodies.join('、')} · ${notice.issuedOn}`}
        </p>
        {notice ? (
          <div dangerouslySetInnerHTML={{ __html: markdown.render(notice.text) }} />
        ) : (
          <>
            <h1>{programme.title}</h1>
            <p>{t.noIssuedText}</p>
          </>
        )}
        {notice && <Appendix notice={notice} t={t} />}
      </article>
    </Frame>
  );
}

/** The attachments and the contacts after the text. */
function Appendix({ notice, t }: { notice: NonNullable<IssuedProgramme['notice']>; t: IssuedTexts }) {
  return (
    <>
      {notice.attachments.length > 0 && (
        <>
          <h2>{t.attachments}</h2>
          <ul>
            {notice.attachments.map(({ title, path }) => (
              <li key={path}>
                <a href={path}>{title}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {notice.contacts.length > 0 && (
        <>
          <h2>{t.contacts}</h2>
          <ul>
            {notice.contacts.map(({ office, phone }) => (
              <li key={office}>
                {office} {phone}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** A notice to companies that no message reached, with the list of companies. */
export function ServiceNoticePage({ notice, lang }: { notice: ServiceNotice; lang: Language }) {
  const t = issuedTexts[lang];
  const path = `/service-notices/${notice.id}`;
  const next = notice.lines.pageInfo.hasNextPage ? notice.lines.pageInfo.endCursor : null;
  return (
    <Frame place={{ lang }} go={undefined} demonstration={notice.programme.demonstration} path={inLanguage(path, lang)}>
      <article class="notice issued" id="list" tabIndex={-1}>
        <h1 lang="zh-CN">{notice.title}</h1>
        <p class="muted">
          {t.publishedOn} {dayOf(notice.publishedAt)} · {t.claimBy} {notice.claimBy} {t.endOfDay}
        </p>
        <p lang="zh-CN">{notice.text}</p>
        <table class="service-lines">
          <thead>
            <tr>
              <th scope="col">{t.name}</th>
              <th scope="col">{t.creditCode}</th>
            </tr>
          </thead>
          <tbody>
            {notice.lines.nodes.map(({ creditCode, name }) => (
              <tr key={creditCode}>
                <td lang="zh-CN">{name}</td>
                <td>{creditCode}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {next && (
          <p>
            <a href={inLanguage(`${path}?after=${encodeURIComponent(next)}`, lang)}>{t.next}</a>
          </p>
        )}
      </article>
    </Frame>
  );
}

/** The published programmes and service notices, with links. */
export function IssuedList(props: {
  programmes: IssuedProgramme[];
  notices: Omit<ServiceNotice, 'lines' | 'text'>[];
  lang: Language;
}) {
  const { lang } = props;
  const t = issuedTexts[lang];
  return (
    <Frame
      place={{ lang }}
      go={undefined}
      demonstration={props.programmes.some((one) => one.demonstration)}
      path={inLanguage('/programmes', lang)}
    >
      <article class="notice issued" id="list" tabIndex={-1}>
        <h1>{t.issued}</h1>
        <ul>
          {props.programmes.map(({ code, title, documentNumber }) => (
            <li key={code}>
              <a href={inLanguage(`/programmes/${code}`, lang)} lang="zh-CN">
                {title}
              </a>{' '}
              <span class="muted" lang="zh-CN">
                {documentNumber}
              </span>
            </li>
          ))}
        </ul>
        <h2>{t.serviceNotices}</h2>
        {props.notices.length === 0 && <p>{t.noServiceNotices}</p>}
        <ul>
          {props.notices.map(({ id, title, publishedAt, claimBy, lineCount }) => (
            <li key={id}>
              <a href={inLanguage(`/service-notices/${id}`, lang)} lang="zh-CN">
                {title}
              </a>{' '}
              <span class="muted">
                {dayOf(publishedAt)} · {lineCount} {t.unitCompanies} · {t.claimBy} {claimBy}
              </span>
            </li>
          ))}
        </ul>
      </article>
    </Frame>
  );
}
