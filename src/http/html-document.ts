import { builtAssets } from './built-assets.js';

interface HtmlDocument {
  lang: string;
  title: string;
  /** Additional HTML for the head. */
  head?: string;
  body: string;
  /** The source file of the page's script: `src/web/client.tsx`. */
  script?: string | undefined;
}

/** Returns a page in the style of the site. Escapes title and language; `head` and `body` are HTML. */
export function htmlDocument({ lang, title, head = '', body, script }: HtmlDocument): string {
  const { styles, scripts } = builtAssets();
  const scriptFile = script && scripts.get(script);
  return `<!doctype html>
<html lang="${escapeHtml(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${styles.map((style) => `<link rel="stylesheet" href="/${style}">`).join('\n')}
${scriptFile ? `<script type="module" src="/${scriptFile}"></script>` : ''}
${head}
</head>
<body>
${body}
</body>
</html>
`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] as string);
}
