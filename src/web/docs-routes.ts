import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Marked } from 'marked';
import { openTo } from '../http/route-access.js';
import { RouteRefused } from '../kernel/route-refused.js';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs');
const open = openTo('The documentation is public.');
const policy = `default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'`;

interface Page {
  address: string;
  title: string;
  html: string;
}

/** `/docs`: the pages of the folder `docs`, as they are in the repository. `x.zh.md` is the Chinese page of `x.md`. */
export function docsRoutes(app: FastifyInstance, styles: string[]): void {
  const pages = readPages();
  const send = (reply: FastifyReply, title: string, body: string, lang: string) =>
    reply
      .headers({ 'cache-control': 'no-cache', 'content-security-policy': policy })
      .type('text/html; charset=utf-8')
      .send(documentOf(title, body, lang, styles));
  app.get('/docs', open, (_, reply) => {
    const list = [...pages.values()].map(({ address, title }) => `<li><a href="${address}">${escaped(title)}</a></li>`);
    return send(reply, '文档 Documentation', `<h1>文档 Documentation</h1><ul>${list.join('')}</ul>`, 'zh-CN');
  });
  app.get<{ Params: { '*': string } }>('/docs/*', open, (request, reply) => {
    const name = request.params['*'].replace(/\.md$/, '');
    const page = pages.get(name);
    if (!page) throw new RouteRefused(404, 'There is no such page of the documentation');
    const other = name.endsWith('.zh') ? name.slice(0, -3) : `${name}.zh`;
    const switchTo = pages.has(other)
      ? `<p><a href="/docs/${other}">${name.endsWith('.zh') ? 'English' : '中文'}</a></p>`
      : '';
    return send(reply, page.title, `${switchTo}${page.html}`, name.endsWith('.zh') ? 'zh-CN' : 'en');
  });
}

function readPages(): Map<string, Page> {
  if (!fs.existsSync(folder)) return new Map();
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  return new Map(
    files.toSorted().map((file) => {
      const name = file.replaceAll(path.sep, '/').replace(/\.md$/, '');
      const text = fs.readFileSync(path.join(folder, file), 'utf8');
      const title = /^# (.*)$/m.exec(text)?.[1] ?? name;
      return [name, { address: `/docs/${name}`, title, html: rendered(name, text) }];
    }),
  );
}

/** Links between pages lead to pages here; a link to a file of the repository is only its words. */
function rendered(name: string, text: string): string {
  const marked = new Marked({ gfm: true, async: false });
  marked.use({
    renderer: {
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        if (/^(https?:|#)/.test(href)) return `<a href="${escaped(href)}">${words}</a>`;
        const target = path.posix.normalize(path.posix.join(path.posix.dirname(name), href));
        if (target.startsWith('..')) return words;
        return `<a href="/docs/${escaped(target.replace(/\.md(?=#|$)/, ''))}">${words}</a>`;
      },
      code({ text: code, lang }) {
        // What can be scrolled can be reached by keyboard.
        return `<pre tabindex="0"><code${lang ? ` class="language-${escaped(lang)}"` : ''}>${escaped(code)}</code></pre>`;
      },
      table(token) {
        const cellOf = (words: string, tag: string) => (words ? `<${tag}>${words}</${tag}>` : '<td></td>');
        const row = (cells: typeof token.header, tag: string) =>
          `<tr>${cells.map((cell) => cellOf(this.parser.parseInline(cell.tokens), tag)).join('')}</tr>`;
        const body = token.rows.map((cells) => row(cells, 'td')).join('');
        return `<div class="wide" tabindex="0"><table><thead>${row(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>`;
      },
    },
  });
  return marked.parse(text) as string;
}

function documentOf(title: string, body: string, lang: string, styles: string[]): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Mianshen 免申</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${styles.map((style) => `<link rel="stylesheet" href="/${style}">`).join('\n')}
</head>
<body>
<header class="top"><div class="wrap top-row"><a href="/docs">文档 Documentation</a> <a href="/graphql">GraphQL</a></div></header>
<main class="wrap"><article class="card docs">${body}</article></main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
