import { immutable } from '../feed/send.js';
import { fileOf } from './copy-target.js';

/**
 * The rules for a folder, whose files carry no headers: in the form `_headers` that Cloudflare Pages and Netlify read,
 * where everything else is asked for again each time.
 * deploy/static.nginx.conf says the same to nginx. Objects of a bucket carry their own.
 */
const rules = `/*
  Access-Control-Allow-Origin: *
  X-Content-Type-Options: nosniff
/feed/notices/*/releases/*
  Cache-Control: ${immutable}
/feed/log/tile/*
  Cache-Control: ${immutable}
  Content-Type: application/octet-stream
/feed/log/checkpoint
  Content-Type: text/plain; charset=utf-8
/feed/log/key
  Content-Type: text/plain; charset=utf-8
/assets/*
  Cache-Control: ${immutable}
`;

export const headerRules = fileOf(
  { name: '_headers', type: 'text/plain; charset=utf-8', cache: 'no-cache' },
  Buffer.from(rules),
);
