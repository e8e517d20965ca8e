import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InteractionResults } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { messageOf, Refused } from '../../kernel/errors/refusal.js';
import { recordEvent } from '../../event/record-event.js';
import { RoleGrant } from '../../account/account.js';
import { asHolder } from '../../account/sign-in/issue-token.js';
import { apiResource } from './oauth-configuration.js';
import { rolesOf } from '../../account/role-grants.js';
import { Scope } from '../../access/scope.js';
import { checkSignIn } from '../../account/sign-in/sign-in.js';
import { resetPassword } from '../../account/sign-in/reset-password.js';
import type { Context } from '../../access/context.js';
import { publicViewer } from '../../access/viewer.js';
import { RouteRefused } from '../../kernel/errors/route-refused.js';
import { type Holder, holderOf } from './holder.js';
import { consentPage, rolePage, signInPage, signInWays, type SignInWay } from './oauth-pages.js';
import { languageOf } from '../../http/accept-language.js';
import type { ContextFactory } from '../../http/request-context.js';
import { prefix, keepHeaders } from './hand-over.js';

const proofPlace = 'oauth sign-in';

const proofLifetime = 300_000;

const passwordReset = '密码已重设，请用新密码登录。 · The password was reset; sign in with it.';

export type Visit = FastifyRequest<{ Params: { uid: string }; Body: URLSearchParams }>;

/** What the pages of a sign-in need. */
export interface Pages {
  contexts: ContextFactory;
  server: () => Provider;
}

export async function showPage({ contexts, server }: Pages, request: Visit, reply: FastifyReply) {
  const { prompt, params, session } = await details(server(), request, reply);
  if (prompt.name === 'login') return html(reply, signInPage(actionOf(request), { way: 'password' }));
  const client = await server().Client.find(params['client_id'] as string);
  const holder = await holderOfGrant(contexts, session?.accountId);
  return html(reply, consentPage(actionOf(request), client?.clientName ?? '', askedScopes(prompt.details), holder));
}

/** Shows the form for another way to sign in, with the phone number that was entered before. */
export async function changeWay({ server }: Pages, request: Visit, reply: FastifyReply) {
  await details(server(), request, reply);
  const { to, phone } = fieldsOf(request, 'to', 'phone');
  return html(reply, signInPage(actionOf(request), { way: wayOf(to), phone }));
}

export async function signInAsOther({ server }: Pages, request: Visit, reply: FastifyReply) {
  const { params } = await details(server(), request, reply);
  const asked = new URLSearchParams(
    Object.entries({ ...params, prompt: 'login' }).map(([key, value]) => [key, String(value)]),
  );
  return reply.redirect(`${prefix}/authorize?${asked.toString()}`, 303);
}

export async function signIn(pages: Pages, request: Visit, reply: FastifyReply) {
  await details(pages.server(), request, reply);
  const context = pages.contexts.create(publicViewer, languageOf(request.headers['accept-language']), request);
  const { phone, password, code, ...given } = fieldsOf(request, 'phone', 'password', 'code', 'way');
  const way = wayOf(given.way);
  try {
    if (way === 'reset') {
      await resetPassword(context, { phone, code, password });
      return html(reply, signInPage(actionOf(request), { way: 'password', phone, done: passwordReset }));
    }
    const proof = way === 'code' ? { password: null, code } : { password, code: null };
    return await continueAs(pages, request, reply, context, await checkSignIn(context, { phone, ...proof }));
  } catch (error) {
    if (!(error instanceof Refused) || !error.refusals[0]) throw error;
    const failure = messageOf(error.refusals[0], context.language);
    return html(reply.code(401), signInPage(actionOf(request), { way, phone, code, failure }));
  }
}

/** Signs in with the only role, or asks for the role if there are several. */
async function continueAs(pages: Pages, request: Visit, reply: FastifyReply, context: Context, accountId: string) {
  const grants = await context.system.write((em) => rolesOf(em, accountId));
  if (grants.length === 1) return signedIn(pages.server(), request, reply, pages.contexts, grants[0] as RoleGrant);
  const until = Date.now() + proofLifetime;
  const sealed = context.vault.seal(JSON.stringify({ accountId, until }), proofOf(request));
  const holders = await context.system.write((em) =>
    Promise.all(grants.map((grant) => holderOf(em, context.vault, grant))),
  );
  return html(reply, rolePage(actionOf(request), sealed, holders));
}

export async function chooseRole({ contexts, server }: Pages, request: Visit, reply: FastifyReply) {
  await details(server(), request, reply);
  const context = contexts.ofSystem();
  const { proof, roleGrant } = fieldsOf(request, 'proof', 'roleGrant');
  const { accountId, until } = openProof(context.vault, proof, proofOf(request));
  const grants = until > Date.now() ? await context.system.write((em) => rolesOf(em, accountId)) : [];
  const chosen = grants.find(({ id }) => id === roleGrant);
  if (!chosen) throw new RouteRefused(400, 'Sign in again');
  return signedIn(server(), request, reply, contexts, chosen);
}

export async function consent({ contexts, server }: Pages, request: Visit, reply: FastifyReply) {
  const provider = server();
  const { prompt, params, session, grantId } = await details(provider, request, reply);
  const accountId = session?.accountId;
  const clientId = params['client_id'] as string;
  if (prompt.name !== 'consent' || !accountId) throw new RouteRefused(400, 'Sign in first');
  const grant =
    (grantId ? await provider.Grant.find(grantId) : undefined) ?? new provider.Grant({ accountId, clientId });
  grant.addOIDCScope(['openid', ...askedScopes(prompt.details)].join(' '));
  grant.addResourceScope(apiResource(provider.issuer), askedScopes(prompt.details).join(' '));
  const given = { consent: { grantId: await grant.save() } };
  await record(contexts, 'CONSENT_GIVEN', accountId, clientId);
  await finish(provider, request, reply, given, true);
}

export async function refuse({ server }: Pages, request: Visit, reply: FastifyReply) {
  await details(server(), request, reply);
  await finish(server(), request, reply, { error: 'access_denied', error_description: 'The user refused' }, false);
}

async function details(provider: Provider, request: Visit, reply: FastifyReply) {
  return provider.interactionDetails(request.raw, reply.raw).catch(() => {
    throw new RouteRefused(400, 'This sign-in has ended; begin again where you came from');
  });
}

async function signedIn(
  provider: Provider,
  request: Visit,
  reply: FastifyReply,
  contexts: ContextFactory,
  grant: RoleGrant,
): Promise<void> {
  const { params } = await details(provider, request, reply);
  await record(contexts, 'SIGNED_IN', grant.id, params['client_id'] as string);
  return finish(provider, request, reply, { login: { accountId: grant.id, remember: false } }, false);
}

async function finish(
  provider: Provider,
  request: Visit,
  reply: FastifyReply,
  result: InteractionResults,
  merge: boolean,
) {
  reply.hijack();
  keepHeaders(reply);
  await provider.interactionFinished(request.raw, reply.raw, result, { mergeWithLastSubmission: merge });
}

/**
 * Events of signing in through a front-end and of giving consent. Each belongs to that person alone, in the chosen
 * role.
 */
type SignInEvent = 'SIGNED_IN' | 'CONSENT_GIVEN';

async function record(
  contexts: ContextFactory,
  type: SignInEvent,
  roleGrantId: string,
  clientId: string,
): Promise<void> {
  const context = contexts.ofSystem();
  await context.system.write(async (em) => {
    const grant = await em.findOneOrFail(RoleGrant, { id: roleGrantId });
    await recordEvent(em, asHolder(context, grant), {
      type,
      subject: { type: 'Account', id: grant.accountId },
      data: { role: grant.role, clientId },
    });
  });
}

/** Returns the requested scopes for which consent is still missing. */
function askedScopes(details: Record<string, unknown>): Scope[] {
  const byResource = (details['missingResourceScopes'] ?? {}) as Record<string, string[]>;
  const asked = new Set(Object.values(byResource).flat());
  return Object.values(Scope).filter((scope) => asked.has(scope));
}

/** Returns the holder of the role grant by which the server identifies a user. */
function holderOfGrant(contexts: ContextFactory, grantId: string | undefined): Promise<Holder> {
  const context = contexts.ofSystem();
  return context.system.write(async (em) =>
    holderOf(em, context.vault, await em.findOneOrFail(RoleGrant, { id: grantId ?? '' })),
  );
}

function wayOf(text: string): SignInWay {
  return signInWays.find((way) => way === text) ?? 'password';
}

function openProof(vault: { open: (sealed: string, place: string) => string }, proof: string, place: string) {
  try {
    return JSON.parse(vault.open(proof, place)) as { accountId: string; until: number };
  } catch {
    throw new RouteRefused(400, 'Sign in again');
  }
}

/** Binds the proof that a password was entered to the current sign-in. */
function proofOf({ params }: Visit): string {
  return `${proofPlace} ${params.uid}`;
}

function fieldsOf<Name extends string>({ body }: Visit, ...names: Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, body?.get(name) ?? ''])) as Record<Name, string>;
}

function actionOf({ params }: Visit): string {
  return `${prefix}/interaction/${encodeURIComponent(params.uid)}`;
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
