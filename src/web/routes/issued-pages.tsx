import type { FastifyInstance } from 'fastify';
import {
  IssuedList,
  type IssuedProgramme,
  ProgrammePage,
  type ServiceNotice,
  ServiceNoticePage,
} from '../issued/issued.js';
import type { ShowPage } from './plain-pages.js';
import { pages } from './send-page.js';
import { pageDocument } from '../page-document.js';
import { issuedTexts } from '../issued/issued-texts.js';

const programmeFields = `code title documentNumber demonstration notice { text issuedOn issuingBodies
  contacts { office phone } attachments { title path } }`;
const noticeFields = 'id title publishedAt claimBy lineCount programme { code demonstration }';

const issuedQuery = pageDocument(`{ programmes(first: 50) { nodes { ${programmeFields} } }
          serviceNotices(first: 50, filter: { status: PUBLISHED }) { nodes { ${noticeFields} } } }`);
const programmeQuery = pageDocument(`query ($code: String!) { programme(code: $code) { ${programmeFields} } }`);
const serviceNoticeQuery =
  pageDocument(`query ($id: ID!, $after: String) { node(id: $id) { ... on ServiceNotice { ${noticeFields} text
          lines(first: 100, after: $after) { nodes { creditCode name } pageInfo { hasNextPage endCursor } } } } }`);

/**
 * Serves `/programmes`, `/programmes/:code` and `/service-notices/:id` as pages without script, with data from the
 * public API.
 */
export function issuedPages(app: FastifyInstance, show: ShowPage): void {
  app.get('/programmes', pages, (request, reply) =>
    show(request, reply, async (ask, lang) => {
      const { programmes, serviceNotices } = await ask<{
        programmes: { nodes: IssuedProgramme[] };
        serviceNotices: { nodes: ServiceNotice[] };
      }>(issuedQuery, {});
      const body = <IssuedList programmes={programmes.nodes} notices={serviceNotices.nodes} lang={lang} />;
      return { title: issuedTexts[lang].issued, body };
    }),
  );
  app.get<{ Params: { code: string } }>('/programmes/:code', pages, (request, reply) =>
    show(request, reply, async (ask, lang) => {
      const { programme } = await ask<{ programme: IssuedProgramme | null }>(programmeQuery, {
        code: request.params.code,
      });
      return programme && { title: programme.title, body: <ProgrammePage programme={programme} lang={lang} /> };
    }),
  );
  app.get<{ Params: { id: string } }>('/service-notices/:id', pages, (request, reply) =>
    show(request, reply, async (ask, lang, { after = null }) => {
      const { node } = await ask<{ node: ServiceNotice | Record<string, never> | null }>(serviceNoticeQuery, {
        id: request.params.id,
        after,
      });
      if (!node?.['lines']) return null;
      const notice = node as ServiceNotice;
      return { title: notice.title, body: <ServiceNoticePage notice={notice} lang={lang} /> };
    }),
  );
}
