import { defineModule, type Platform, type Service } from '../module.js';
import type Provider from 'oidc-provider';
import { clientEvents } from './client.events.js';
import { openOauthProvider } from './oauth/oauth-provider.js';
import { oauthRoutes } from './oauth/oauth.routes.js';
import { opaqueTokenVerifier } from './oauth/opaque-token.js';
import { Role, staff } from '../access/role.js';
import { frontEndById, machineCredentialById } from './client.loader.js';
import { FrontEndResolver, MachineCredentialResolver } from './client.resolver.js';
import { FrontEnd } from './front-end.js';
import { MachineCredential } from './machine-credential.js';
import { consents } from './oauth/end-with-grant.js';
import { statePlace } from './oauth/state-digest.js';
import { OauthState } from './oauth/oauth-state.js';

export const clientModule = defineModule({
  name: 'client',
  entities: [MachineCredential, FrontEnd, OauthState],
  resolvers: [MachineCredentialResolver, FrontEndResolver],
  events: clientEvents,
  longLived: [consents],
  nodes: {
    MachineCredential: { roles: [Role.INSURER, ...staff], load: machineCredentialById },
    FrontEnd: { roles: [Role.PLATFORM, Role.AUDITOR], load: frontEndById },
  },
  sealedColumns: [{ table: 'oauth_state', column: 'sealed_payload', place: statePlace }],
  serve: serveOauth,
});

/** Serves OAuth. The server is created once the port is open, because its URL is known only then. */
function serveOauth({ app, config, contexts, services, log }: Platform): Service {
  let provider: Provider | undefined;
  oauthRoutes(app, contexts, () => provider as Provider);
  const context = () => contexts.ofSystem();
  return {
    opened: (url) => {
      provider = openOauthProvider({
        issuer: `${config.publicUrl ?? url}/oauth`,
        secret: services.tokenKey,
        context,
        log,
      });
      services.authenticator.acceptOpaque(opaqueTokenVerifier(provider, context));
    },
  };
}
