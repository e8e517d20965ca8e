import fs from 'node:fs';
import { createServer } from 'node:http';

/** The upper limit: sends the first page as bytes in memory for any request. */
const body = fs.readFileSync(process.env.BODY_FILE);
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length };

createServer((request, reply) => {
  request.resume().on('end', () => reply.writeHead(200, headers).end(body));
}).listen(Number(process.env.PORT));
