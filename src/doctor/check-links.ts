import { type Answer, ask } from './ask.js';
import { fault, type Finding, good } from './check.js';

/** Headers that a client could invent, and a gateway must ignore. */
const madeUp = { 'x-forwarded-host': 'other.invalid', 'x-forwarded-proto': 'http', forwarded: 'host=other.invalid' };

interface Linked {
  path: string;
  status: number;
  linksOf: (answer: Answer) => (string | undefined)[];
}

const linked: Linked[] = [
  {
    path: '/oauth/.well-known/openid-configuration',
    status: 200,
    linksOf: fields('issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri'),
  },
  { path: '/feed/changes.json', status: 200, linksOf: fields('home_page_url', 'feed_url') },
  { path: '/.well-known/oauth-authorization-server/oauth', status: 302, linksOf: redirection },
];

function fields(...names: string[]) {
  return ({ text }: Answer) => names.map((name) => (JSON.parse(text) as Record<string, string>)[name]);
}

/** Returns the fault of a redirection. A path alone is right at any address. */
function redirection({ headers: { location } }: Answer) {
  return location?.startsWith('/') ? [] : [location];
}

/** Requests answers with links and checks whether these begin with the public address. */
export async function checkLinks(publicUrl: string): Promise<Finding> {
  for (const { path, status, linksOf } of linked) {
    const answer = await ask(publicUrl + path, madeUp);
    if (answer.status !== status) {
      return fault(`${path} is answered ${answer.status}`, 'Let the proxy pass on every address but /metrics.');
    }
    const wrong = linksOf(answer).find((link) => !`${link}/`.startsWith(`${publicUrl}/`));
    if (wrong === undefined) continue;
    const advice = 'Start the gateways with this PUBLIC_URL, and let the proxy change no answer.';
    return fault(`${path} has the link ${wrong}`, advice);
  }
  return good(`Links in answers begin with ${publicUrl}`);
}
