// An OpenID provider that nobody here wrote (oidc-provider), with two resources, rotating refresh tokens and PKCE
// required; and the person at its browser, who signs in, agrees or does not. On loopback over TLS.

import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Grant, interactionPolicy } from 'oidc-provider';
import { createAuthority } from '../../src/net/certificate.ts';
import { createBrowser, filled } from '../../src/sandbox/visitor/browser.ts';
import { readPage } from '../../src/sandbox/visitor/forms.ts';

export const audiences = {
  mail: 'https://mail.contoso.example',
  calendar: 'https://calendar.contoso.example',
} as const;

export const nativeClient = { id: 'mail-program', redirectUri: 'http://127.0.0.1:4321/callback' };
export const daemonClient = { id: 'mail-daemon', secret: 'daemon~secret-for-a-test' };

export interface ForeignProvider {
  readonly issuer: string;
  readonly caPem: string;
  readonly provider: Provider;
  /** What the person answers on the consent page. */
  answer: 'accept' | 'decline';
  /** Opens the link and follows it to the application's redirect URI. */
  visit(link: URL): Promise<URL>;
  /** Types a device's code and lets it in. */
  approveDevice(userCode: string): Promise<void>;
  close(): Promise<void>;
}

const person = {
  sub: 'anna',
  email: 'anna@contoso.example',
  preferred_username: 'anna@contoso.example',
  name: 'Anna Example',
};

export async function startForeignProvider(): Promise<ForeignProvider> {
  const authority = await createAuthority({ name: 'foreign provider', nowMs: Date.now() });
  const server = createServer(await authority.issue());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `https://localhost:${(server.address() as AddressInfo).port}`;
  const provider = await createProvider(issuer);
  const browser = createBrowser({ ca: authority.pem });
  const foreign: ForeignProvider = {
    issuer,
    caPem: authority.pem,
    provider,
    answer: 'accept',
    async visit(link) {
      let url = link;
      for (let step = 0; step < 20; step += 1) {
        if (url.href.startsWith(nativeClient.redirectUri)) return url;
        const { location, status, body } = await browser.get(url);
        if (!location)
          throw new Error(`the pages end with ${status}: ${readPage(body).text || body.slice(0, 300)}`);
        url = location;
      }
      throw new Error('the pages go round in circles');
    },
    async approveDevice(userCode) {
      let response = await browser.get(new URL(`${issuer}/device?user_code=${userCode}`));
      for (let step = 0; step < 20; step += 1) {
        const [form] = response.location ? [] : readPage(response.body).forms;
        if (response.location) response = await browser.get(response.location);
        else if (form && response.status < 400) {
          const fields = filled(form, { user_code: userCode });
          response = await browser.post(new URL(form.action, response.url), fields);
        } else break;
      }
      if (response.status >= 400) throw new Error(`the device page says ${response.status}`);
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    interact(foreign, request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  return foreign;
}

/** What a person would do on the pages: sign in, then agree to everything or to nothing. */
async function interact(
  { provider, answer }: ForeignProvider,
  request: Parameters<Provider['interactionDetails']>[0],
  response: Parameters<Provider['interactionDetails']>[1],
): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    const login = { login: { accountId: person.sub } };
    return provider.interactionFinished(request, response, login, { mergeWithLastSubmission: false });
  }
  if (answer === 'decline') {
    const error = { error: 'access_denied', error_description: 'End-User aborted interaction' };
    return provider.interactionFinished(request, response, error, { mergeWithLastSubmission: false });
  }
  const grant: Grant =
    (grantId && (await provider.Grant.find(grantId))) ||
    new provider.Grant({
      accountId: session?.accountId ?? person.sub,
      clientId: String(params['client_id']),
    });
  const { missingOIDCScope, missingResourceScopes } = prompt.details as {
    missingOIDCScope?: string[];
    missingResourceScopes?: Record<string, string[]>;
  };
  if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(' '));
  for (const [resource, scopes] of Object.entries(missingResourceScopes ?? {})) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
  const consent = { consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, consent, { mergeWithLastSubmission: true });
}

async function createProvider(issuer: string): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code';
  return new Provider(issuer, {
    clients: [
      {
        client_id: nativeClient.id,
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        redirect_uris: [nativeClient.redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token', deviceCode],
      },
      {
        client_id: daemonClient.id,
        client_secret: daemonClient.secret,
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
      },
    ],
    features: {
      devInteractions: { enabled: false },
      deviceFlow: { enabled: true },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => false,
        getResourceServerInfo: (_, indicator) => ({
          scope: indicator === audiences.mail ? 'mail' : 'calendar',
          audience: indicator,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
        }),
      },
    },
    interactions: {
      policy: interactionPolicy.base(),
      url: (_, { uid }) => `/interaction/${uid}`,
    },
    findAccount: (_, accountId) => ({ accountId, claims: () => person }),
    scopes: ['openid', 'offline_access', 'profile', 'email', 'mail', 'calendar'],
    claims: { email: ['email'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    rotateRefreshToken: true,
    cookies: { keys: ['a key for tests'] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'test' }] },
    ttl: {
      AccessToken: 600,
      RefreshToken: 86_400,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
      Grant: 86_400,
    },
  });
}
