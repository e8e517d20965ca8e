import { immutable } from '../feed/send.js';
import { fileOf } from './copy-target.js';

/**
 * Header rules for a folder, whose files have no headers: in the format `_headers` of Cloudflare Pages and Netlify,
 * which revalidate everything else each time. deploy/static.nginx.conf has the same for nginx. Objects of a bucket have
 * their own headers.
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
