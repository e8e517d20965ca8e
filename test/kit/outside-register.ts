import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isSigned } from '../../src/kernel/outside/signed-request.js';

/** The answer of an external register, or a fault instead of an answer. */
export type RegisterAnswer = object | 'BROKEN' | 'HANGING' | 'NONSENSE' | 'REFUSED';

export interface FakeRegister {
  url: string;
  secret: string;
  /** All requests: whether each was signed, and the id that its retries share. */
  questions: { id: string; signed: boolean; body: Record<string, unknown> }[];
  stop: () => Promise<void>;
}

/**
 * Starts a register over the network. `answer` returns the answer to a request; `attempt` counts its attempts from 1.
 */
export async function startFakeRegister(
  answer: (question: Record<string, unknown>, attempt: number) => RegisterAnswer,
): Promise<FakeRegister> {
  const secret = `whsec_${Buffer.from('a secret shared with the register').toString('base64')}`;
  const questions: FakeRegister['questions'] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const body = JSON.parse(text) as Record<string, unknown>;
      questions.push({
        id: String(request.headers['webhook-id']),
        signed: isSigned(request.headers, text, secret),
        body,
      });
      return respond(response, answer(body, questions.length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const stop = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}/check`, secret, questions, stop };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString();
}

function respond(response: ServerResponse, answer: RegisterAnswer): void {
  if (answer === 'HANGING') return;
  if (answer === 'BROKEN') return void response.writeHead(502).end();
  if (answer === 'REFUSED') return void response.writeHead(400).end();
  if (answer === 'NONSENSE') return void response.writeHead(200).end('<p>系统维护中</p>');
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}
