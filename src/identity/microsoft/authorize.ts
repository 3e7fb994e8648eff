// The link to Entra's sign-in page. Consent is asked for every resource of the plan at once; that is the one place
// where scopes of several resources may stand together.

import type { App, AuthorizationAttempt, ConsentPlan } from '../provider.ts';
import { endpointsOf } from './endpoints.ts';
import { signInScopes } from './services.ts';

export async function authorizationUrl(
  app: App,
  plan: ConsentPlan,
  attempt: AuthorizationAttempt,
): Promise<URL> {
  const { calculatePKCECodeChallenge } = await import('oauth4webapi');
  const { authorize, client } = endpointsOf(app);
  const url = new URL(authorize);
  const scopes = plan.resources.flatMap((request) => request.scopes);
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') url.searchParams.set(name, value);
  };
  set('client_id', client.client_id);
  set('response_type', 'code');
  set('response_mode', 'query');
  set('redirect_uri', attempt.redirectUri);
  set('scope', [...signInScopes, ...scopes].join(' '));
  set('state', attempt.state);
  set('nonce', attempt.nonce);
  set('code_challenge', await calculatePKCECodeChallenge(attempt.codeVerifier.reveal()));
  set('code_challenge_method', 'S256');
  // The account chooser defeats a login_hint: Entra takes one or the other.
  set('prompt', attempt.prompt ?? (attempt.loginHint ? undefined : 'select_account'));
  if (attempt.prompt !== 'select_account') set('login_hint', attempt.loginHint);
  set('claims', attempt.claims);
  return url;
}
