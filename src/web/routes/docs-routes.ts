import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply } from 'fastify';
import MarkdownIt, { type Token } from 'markdown-it';
import { escapeHtml, htmlDocument } from '../../http/html-document.js';
import { openTo } from '../../http/route-access.js';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import { once } from '../../kernel/once.js';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../docs');
const open = openTo('The documentation is public.');
const policy = `default-src 'none'; style-src 'self'; font-src data:; img-src 'self'; base-uri 'none'; frame-ancestors 'none'`;

interface Page {
  title: string;
  html: string;
}

/**
 * Serves `/docs`: the pages of the folder `docs`, as they are in the repository. `x.zh.md` is the Chinese page of
 * `x.md`.
 */
export function docsRoutes(app: FastifyInstance): void {
  const send = (reply: FastifyReply, title: string, body: string, lang: string) =>
    reply
      .headers({ 'cache-control': 'no-cache', 'content-security-policy': policy })
      .type('text/html; charset=utf-8')
      .send(documentOf(title, body, lang));
  app.get('/docs', open, (_, reply) => {
    const { title, html } = pagesOf().get('README')?.() ?? { title: '文档 Documentation', html: '' };
    return send(reply, title, html, 'zh-CN');
  });
  app.get<{ Params: { '*': string } }>('/docs/*', open, (request, reply) => {
    const picture = picturesOf().get(request.params['*']);
    if (picture) return reply.header('cache-control', 'public, max-age=3600').type('image/webp').send(picture);
    const name = request.params['*'].replace(/\.md$/, '');
    const pages = pagesOf();
    const page = pages.get(name)?.();
    if (!page) throw new RouteRefused(404, 'There is no such page of the documentation');
    const other = name.endsWith('.zh') ? name.slice(0, -3) : `${name}.zh`;
    const switchTo = pages.has(other)
      ? `<p><a href="/docs/${other}">${name.endsWith('.zh') ? 'English' : '中文'}</a></p>`
      : '';
    return send(reply, page.title, `${switchTo}${page.html}`, name.endsWith('.zh') ? 'zh-CN' : 'en');
  });
}

const pagesOf = once(readPages);

/** The pictures of the pages by their paths below `docs`. */
const picturesOf = once(readPictures);

function readPictures(): Map<string, Buffer> {
  const names = filesOf('.webp');
  return new Map(names.map((name) => [name, fs.readFileSync(path.join(folder, name))]));
}

/** Returns the files with an extension, with forward slashes as in URLs. */
function filesOf(extension: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const all = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all
    .filter((file) => file.endsWith(extension))
    .map((file) => file.replaceAll(path.sep, '/'))
    .toSorted();
}

/** Renders each page at its first request, because rendering all pages would delay the start. */
function readPages(): Map<string, () => Page> {
  const names = filesOf('.md').map((file) => file.replace(/\.md$/, ''));
  return new Map(names.map((name) => [name, once(() => readPage(name))]));
}

function readPage(name: string): Page {
  const text = fs.readFileSync(path.join(folder, `${name}.md`), 'utf8');
  return { title: /^# (.*)$/m.exec(text)?.[1] ?? name, html: rendered(name, text) };
}

/** HTML is allowed, because the pages are ours. Only whole URLs become links: `x.md` in a sentence is a file name. */
const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// Scrolling areas must be reachable by keyboard.
const wideTable = { open: '<div class="wide" tabindex="0"><table>', close: '</table></div>' };
Object.assign(markdown.renderer.rules, {
  fence: (tokens: Token[], index: number) => {
    const { info, content } = tokens[index] as Token;
    const language = info.trim() && ` class="language-${escapeHtml(info.trim())}"`;
    return `<pre tabindex="0"><code${language}>${escapeHtml(content)}</code></pre>\n`;
  },
  table_open: () => `${wideTable.open}\n`,
  table_close: () => `${wideTable.close}\n`,
  html_block: (tokens: Token[], index: number) =>
    (tokens[index] as Token).content.replace('<table>', wideTable.open).replace('</table>', wideTable.close),
  // A line break of the source is not a space between Chinese characters.
  softbreak: (tokens: Token[], index: number) => {
    const [before = '', after = ''] = [tokens[index - 1]?.content.at(-1), tokens[index + 1]?.content[0]];
    return isChinese(before) && isChinese(after) ? '' : '\n';
  },
});

const isChinese = (character: string) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”]/u.test(character);

function rendered(name: string, text: string): string {
  const tokens = markdown.parse(text, {});
  setHeadingIds(tokens);
  for (const [index, token] of tokens.entries()) {
    if (token.children) setLinks(name, token.children);
    // Alignment would be an inline style, which the content security policy forbids.
    if (['th_open', 'td_open'].includes(token.type)) token.attrs = null;
    if (token.type === 'th_open' && tokens[index + 1]?.content === '') {
      for (const cell of [token, tokens[index + 2]]) if (cell) cell.tag = 'td';
    }
  }
  return markdown.renderer.render(tokens, markdown.options, {});
}

/** Gives each heading an id as other sites for Markdown do: words in lower case, joined by hyphens. */
function setHeadingIds(tokens: Token[]): void {
  const given = new Map<string, number>();
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const words = (tokens[index + 1]?.children ?? [])
      .filter(({ type }) => type === 'text' || type === 'code_inline')
      .map(({ content }) => content);
    const name = headingName(words.join(''));
    const before = given.get(name) ?? 0;
    given.set(name, before + 1);
    token.attrSet('id', before === 0 ? name : `${name}-${before}`);
  }
}

function headingName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\p{Mark} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

/** Makes links between pages lead to pages here, and replaces links to files of the repository by their texts. */
function setLinks(name: string, tokens: Token[]): void {
  let hidden = false;
  for (const token of tokens) {
    if (token.type === 'link_close') token.hidden = hidden;
    if (token.type === 'image') token.attrSet('src', addressOf(name, String(token.attrGet('src'))));
    if (token.type !== 'link_open') continue;
    const href = String(token.attrGet('href') ?? '');
    hidden = false;
    if (/^(https?:|#)/.test(href)) continue;
    const address = addressOf(name, href);
    hidden = !address.startsWith('/docs/');
    token.hidden = hidden;
    token.attrSet('href', address.replace(/\.md(?=#|$)/, ''));
  }
}

/** Returns the path of a file that a page links to. */
function addressOf(name: string, file: string): string {
  return path.posix.join('/docs', path.posix.dirname(name), file);
}

function documentOf(title: string, body: string, lang: string): string {
  return htmlDocument({
    lang,
    title: `${title} · Mianshen 免申`,
    body: `<header class="top"><div class="wrap top-row"><a href="/docs">文档 Documentation</a> <a href="/graphql">GraphQL</a></div></header>
<main class="wrap"><article class="card docs">${body}</article></main>`,
  });
}
