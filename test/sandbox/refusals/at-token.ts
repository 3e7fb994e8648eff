// What is wrong with a request to /token, or with the code or the refresh token in it.

import { seed, startSandbox } from '../../../src/sandbox/index.ts';
import {
  type Client,
  codeFor,
  desktop,
  graph,
  outlook,
  post,
  redeem,
  refresh,
  signedIn,
  spa,
  verifier,
  web,
} from '../../kit/entra-client.ts';
import { form, json, type Row } from './row.ts';

const { contoso, lab, consumers, apps } = seed;
const { anna } = contoso;
const exchangeId = '00000002-0000-0ff1-ce00-000000000000';
const dayMs = 86_400_000;

const garbage = `1.A${'x'.repeat(1200)}`;
const at = (client: Client, tenant: string): Client => ({ ...client, tenant });
const bare = (client: Client, extra: Record<string, string> = {}): Client => ({ ...client, extra });
const endpoint = '/common/oauth2/v2.0/token';

export const atToken: Row[] = [
  {
    does: 'GET instead of POST',
    act: (s) => json(s, endpoint),
    error: 'invalid_request',
    code: 900561,
    text: 'The endpoint only accepts POST requests. Received a GET request.',
  },
  {
    does: 'JSON instead of a form',
    act: (s) =>
      json(s, endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ grant_type: 'refresh_token' }),
      }),
    error: 'invalid_request',
    code: 900144,
    text: "The request body must contain the following parameter: 'grant_type'.",
  },
  {
    does: 'no client_id',
    act: (s) => json(s, endpoint, form({ grant_type: 'refresh_token' })),
    error: 'invalid_request',
    code: 900144,
    text: "The request body must contain the following parameter: 'client_id'.",
  },
  {
    does: 'a tenant that does not exist',
    act: (s) => refresh(s, at(desktop, 'nowhere.example'), garbage),
    error: 'invalid_tenant',
    code: 90002,
    text: "Tenant 'nowhere.example' not found.",
  },
  {
    does: 'a tenant that cannot exist',
    act: (s) => refresh(s, at(desktop, 'not_a_tenant'), garbage),
    error: 'invalid_tenant',
    code: 900023,
    text: "Specified tenant identifier 'not_a_tenant' is neither",
  },
  {
    does: 'an unknown application',
    act: (s) => refresh(s, { ...desktop, appId: '99999999-0000-4000-8000-000000000000' }, garbage),
    error: 'unauthorized_client',
    code: 700016,
    text: 'Application with identifier',
  },
  {
    does: 'a single-tenant application at /common',
    act: (s) => refresh(s, { ...web, appId: apps.intranet.appId }, garbage),
    error: 'invalid_request',
    code: 50194,
    text: `Application '${apps.intranet.appId}'(Contoso Intranet) is not configured as a multi-tenant application.`,
  },
  {
    does: 'a single-tenant application at another tenant',
    act: (s) => refresh(s, { ...web, appId: apps.intranet.appId, tenant: lab.tenantId }, garbage),
    error: 'unauthorized_client',
    code: 700016,
    text: 'Application with identifier',
  },
  {
    does: 'an application for organisations at /consumers',
    act: (s) => refresh(s, { ...web, appId: apps.daemon.appId, tenant: 'consumers' }, garbage),
    error: 'invalid_request',
    code: 9002332,
    text: `Application '${apps.daemon.appId}'`,
  },
  {
    does: 'an application for personal accounts at a tenant',
    act: (s) => {
      const app = s.directory.addApp({
        displayName: 'Personal only',
        homeTenantId: contoso.tenantId,
        signInAudience: 'PersonalMicrosoftAccount',
        allowPublicClient: true,
      });
      return refresh(s, { ...desktop, appId: app.appId, tenant: contoso.domain }, garbage);
    },
    error: 'invalid_request',
    code: 9002331,
    text: 'Application',
  },
  {
    does: 'a grant type of its own',
    act: (s) => post(s, desktop, { grant_type: 'magic' }),
    error: 'unsupported_grant_type',
    code: 70003,
    text: "The app requested an unsupported grant type 'magic'.",
  },
  {
    does: 'client credentials at /common',
    act: (s) =>
      post(s, bare({ ...web, appId: apps.daemon.appId }, { client_secret: apps.daemon.secret }), {
        grant_type: 'client_credentials',
        scope: 'https://outlook.office365.com/.default',
      }),
    error: 'invalid_request',
    code: 9001023,
    text: 'The grant type is not supported over the /common or /consumers endpoints.',
  },
  {
    does: 'a code request without code',
    act: (s) => post(s, desktop, { grant_type: 'authorization_code', redirect_uri: desktop.redirectUri }),
    error: 'invalid_request',
    code: 900144,
    text: "The request body must contain the following parameter: 'code'.",
  },
  {
    does: 'a browser application without Origin',
    act: async (s) => redeem(s, { ...spa, headers: {} }, await codeFor(s, spa, anna)),
    error: 'invalid_request',
    code: 9002327,
    text: "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  },
  {
    does: 'an Origin from something that is no browser application',
    act: async (s) =>
      redeem(
        s,
        { ...desktop, headers: { origin: 'http://localhost:3000' } },
        await codeFor(s, desktop, anna),
      ),
    error: 'invalid_request',
    code: 9002326,
    text: "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: 'http://localhost:3000'.",
  },
  {
    does: 'a browser application without PKCE',
    act: async (s) =>
      redeem(
        s,
        spa,
        await codeFor(s, spa, anna, { code_challenge: undefined, code_challenge_method: undefined }),
        {
          code_verifier: undefined,
        },
      ),
    error: 'invalid_request',
    code: 9002325,
    text: 'Proof Key for Code Exchange is required',
  },
  {
    does: 'a web application without secret',
    act: async (s) => redeem(s, bare(web), await codeFor(s, web, anna)),
    status: 401,
    error: 'invalid_client',
    code: 7000218,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  {
    does: 'a desktop application with a secret',
    act: async (s) => redeem(s, bare(desktop, { client_secret: 'x' }), await codeFor(s, desktop, anna)),
    status: 401,
    error: 'invalid_client',
    code: 700025,
    text: 'Client is public so neither',
  },
  {
    does: 'the wrong secret',
    act: async (s) => redeem(s, bare(web, { client_secret: 'wrong' }), await codeFor(s, web, anna)),
    status: 401,
    error: 'invalid_client',
    code: 7000215,
    text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${apps.web.appId}'.`,
  },
  {
    does: 'a secret that has expired',
    act: async (s) => {
      const code = await codeFor(s, web, anna);
      s.clock.advance(366 * dayMs);
      return redeem(s, web, code);
    },
    status: 401,
    error: 'invalid_client',
    code: 7000222,
    text: 'The provided client secret keys for app',
  },
  {
    does: 'client credentials without a credential',
    act: (s) =>
      post(
        s,
        { ...bare(web), appId: apps.daemon.appId, tenant: contoso.tenantId },
        {
          grant_type: 'client_credentials',
          scope: 'https://outlook.office365.com/.default',
        },
      ),
    status: 401,
    error: 'invalid_client',
    code: 7000216,
    text: "'client_assertion', 'client_secret' or 'request' is required",
  },
  {
    does: 'a code that nobody issued',
    act: (s) => redeem(s, desktop, 'nonsense'),
    error: 'invalid_grant',
    code: 70000,
    text: 'Provided grant is invalid or malformed.',
  },
  {
    does: 'a code that was cut',
    act: async (s) => redeem(s, desktop, (await codeFor(s, desktop, anna)).slice(0, -20)),
    error: 'invalid_grant',
    code: 9002313,
    text: 'Invalid request. Request is malformed or invalid.',
  },
  {
    does: 'a code for the second time',
    act: async (s) => {
      const code = await codeFor(s, desktop, anna);
      await redeem(s, desktop, code, { scope: graph });
      return redeem(s, desktop, code, { scope: outlook });
    },
    error: 'invalid_grant',
    code: 54005,
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  },
  {
    does: 'a code after ten minutes',
    act: async (s) => {
      const code = await codeFor(s, desktop, anna);
      s.clock.advance(10 * 60_000 + 1);
      return redeem(s, desktop, code);
    },
    error: 'invalid_grant',
    code: 70008,
    text: 'The provided authorization code or refresh token has expired due to inactivity.',
  },
  {
    does: "another application's code",
    act: async (s) => redeem(s, web, await codeFor(s, desktop, anna)),
    error: 'invalid_grant',
    code: 700007,
    text: 'The grant was issued for a different client id.',
  },
  {
    does: "a tenant's code at /common",
    act: async (s) => redeem(s, desktop, await codeFor(s, at(desktop, contoso.tenantId), anna)),
    error: 'invalid_grant',
    code: 700005,
    text: 'Provided Authorization Code is intended to use against other tenant',
  },
  {
    does: 'a redirect URI that is not registered',
    act: async (s) =>
      redeem(s, web, await codeFor(s, web, anna), {
        redirect_uri: 'https://app.contoso.example/other',
        client_secret: apps.web.secret,
      }),
    status: 400,
    error: 'invalid_client',
    code: 50011,
    text: "The redirect URI 'https://app.contoso.example/other' specified in the request does not match",
  },
  {
    does: 'a registered redirect URI, but not the one of the first leg',
    act: async (s) =>
      redeem(s, web, await codeFor(s, web, anna), { redirect_uri: apps.web.localRedirectUri }),
    error: 'invalid_client',
    code: 500112,
    text: `The reply address '${apps.web.localRedirectUri}' does not match the reply address '${apps.web.redirectUri}'`,
  },
  {
    does: 'no redirect URI where the first leg had one',
    act: async (s) => redeem(s, web, await codeFor(s, web, anna), { redirect_uri: undefined }),
    error: 'invalid_grant',
    code: 700009,
    text: 'Reply address must be provided when presenting an authorization code requested with an explicit',
  },
  {
    does: 'the wrong verifier',
    act: async (s) => redeem(s, desktop, await codeFor(s, desktop, anna), { code_verifier: 'w'.repeat(43) }),
    error: 'invalid_grant',
    code: 501481,
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  {
    does: 'no verifier although there was a challenge',
    act: async (s) => redeem(s, desktop, await codeFor(s, desktop, anna), { code_verifier: undefined }),
    error: 'invalid_grant',
    code: 50148,
    text: 'The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.',
  },
  {
    does: 'a verifier although there was no challenge',
    act: async (s) =>
      redeem(
        s,
        desktop,
        await codeFor(s, desktop, anna, { code_challenge: undefined, code_challenge_method: undefined }),
      ),
    error: 'invalid_grant',
    code: 50148,
    text: 'The code_verifier does not match',
  },
  {
    does: 'a verifier that is too short',
    act: async (s) => redeem(s, desktop, await codeFor(s, desktop, anna), { code_verifier: 'short' }),
    error: 'invalid_grant',
    code: 501491,
    text: 'Invalid size of Code_Challenge parameter.',
  },
  {
    does: 'another verifier than the plain challenge',
    act: async (s) =>
      redeem(
        s,
        desktop,
        await codeFor(s, desktop, anna, { code_challenge: verifier, code_challenge_method: undefined }),
        { code_verifier: 'w'.repeat(43) },
      ),
    error: 'invalid_grant',
    code: 50148,
    text: 'The code_verifier does not match',
  },
  {
    does: 'two explicit resources with a code',
    act: async (s) => redeem(s, desktop, await codeFor(s, desktop, anna), { scope: `${graph} ${outlook}` }),
    error: 'invalid_request',
    code: 28000,
    text: `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${`${graph} ${outlook}`.toLowerCase()} is not valid.`,
  },
  {
    does: 'two explicit resources with a refresh token',
    act: async (s) => refresh(s, desktop, await signedIn(s, desktop, anna), { scope: `${outlook} ${graph}` }),
    error: 'invalid_request',
    code: 28000,
    text: 'Provided value for the input parameter scope is not valid because it contains more than one resource.',
  },
  {
    does: 'OpenID scopes only where only Exchange was asked for',
    act: async (s) =>
      redeem(s, desktop, await codeFor(s, desktop, anna, { scope: `openid offline_access ${outlook}` }), {
        scope: 'openid offline_access',
      }),
    error: 'invalid_request',
    code: 28003,
    text: 'Provided value for the input parameter scope cannot be empty',
  },
  {
    does: 'a permission that does not exist',
    act: async (s) =>
      redeem(s, desktop, await codeFor(s, desktop, anna), {
        scope: 'https://outlook.office.com/Imap.Everything',
      }),
    error: 'invalid_scope',
    code: 70011,
    text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope https://outlook.office.com/Imap.Everything is not valid.",
  },
  {
    does: '.default together with a name',
    act: async (s) =>
      redeem(s, desktop, await codeFor(s, desktop, anna), {
        scope: 'https://outlook.office.com/.default https://outlook.office.com/SMTP.Send',
      }),
    error: 'invalid_scope',
    code: 70011,
    text: "The provided request must include a 'scope' input parameter.",
  },
  {
    does: 'a resource that does not exist',
    act: async (s) =>
      redeem(s, desktop, await codeFor(s, desktop, anna), { scope: 'https://mail.contoso.example/IMAP' }),
    error: 'invalid_resource',
    code: 500011,
    text: 'The resource principal named https://mail.contoso.example was not found in the tenant named Contoso.',
  },
  {
    does: 'a resource that was never consented',
    act: async (s) =>
      refresh(s, desktop, await signedIn(s, desktop, anna, { scope: `offline_access ${outlook}` })),
    error: 'invalid_grant',
    code: 65001,
    suberror: 'consent_required',
    text: `The user or administrator has not consented to use the application with ID '${apps.desktop.appId}' named 'Contoso Desktop Mail'.`,
  },
  {
    does: 'a narrower permission than the one consented',
    act: async (s) =>
      refresh(s, desktop, await signedIn(s, desktop, anna), {
        scope: 'https://graph.microsoft.com/Mail.Read',
      }),
    error: 'invalid_grant',
    code: 65001,
    suberror: 'consent_required',
    text: 'The user or administrator has not consented',
  },
  {
    does: 'a resource that demands a second factor',
    act: async (s) => {
      const token = await signedIn(s, desktop, anna);
      s.entra.setPolicies(contoso.domain, { mfaForResources: [exchangeId] });
      return refresh(s, desktop, token, { scope: outlook });
    },
    error: 'invalid_grant',
    code: 50076,
    suberror: 'basic_action',
    text: 'Due to a configuration change made by your administrator, or because you moved to a new location',
  },
  {
    does: 'a resource that Conditional Access blocks',
    act: async (s) => {
      const token = await signedIn(s, desktop, anna);
      s.entra.setPolicies(contoso.domain, { blockedResources: [exchangeId] });
      return refresh(s, desktop, token, { scope: outlook });
    },
    error: 'invalid_grant',
    code: 53003,
    suberror: 'message_only',
    text: 'Access has been blocked by Conditional Access policies.',
  },
  {
    does: 'a refresh token that was cut',
    act: async (s) => refresh(s, desktop, (await signedIn(s, desktop, anna)).slice(0, 1000)),
    error: 'invalid_grant',
    code: 9002313,
    text: 'Invalid request. Request is malformed or invalid.',
  },
  {
    does: 'a refresh token of another sandbox',
    act: async (s) => {
      const other = await startSandbox();
      const token = await signedIn(other, desktop, anna);
      await other.close();
      return refresh(s, desktop, token);
    },
    error: 'invalid_grant',
    code: 70000,
    text: "The provided value for the input parameter 'refresh_token' or 'assertion' is not valid.",
  },
  {
    does: "another application's refresh token",
    act: async (s) => {
      const token = await signedIn(s, desktop, anna);
      const app = s.directory.addApp({
        displayName: 'Another',
        homeTenantId: contoso.tenantId,
        allowPublicClient: true,
      });
      return refresh(s, { ...desktop, appId: app.appId }, token);
    },
    error: 'invalid_grant',
    code: 700007,
    text: 'The grant was issued for a different client id.',
  },
  {
    does: 'a refresh token at another tenant',
    act: async (s) => refresh(s, at(desktop, lab.domain), await signedIn(s, desktop, anna)),
    error: 'invalid_grant',
    code: 7000012,
    text: 'The grant was obtained for a different tenant.',
  },
  {
    does: "a personal account's refresh token at a tenant",
    act: async (s) => refresh(s, at(desktop, contoso.domain), await signedIn(s, desktop, consumers.anna)),
    error: 'invalid_grant',
    code: 9002313,
    text: 'Invalid request. Request is malformed or invalid.',
  },
  {
    does: 'a refresh token after ninety idle days',
    act: async (s) => {
      const token = await signedIn(s, desktop, anna);
      s.clock.advance(90 * dayMs);
      return refresh(s, desktop, token);
    },
    error: 'invalid_grant',
    code: 700082,
    suberror: 'bad_token',
    text: 'The refresh token has expired due to inactivity. The token was issued on ',
  },
  {
    does: "a browser application's refresh token after a day, renewed in between",
    act: async (s) => {
      const token = await signedIn(s, spa, anna);
      s.clock.advance(dayMs / 2);
      const renewed = await refresh(s, spa, token);
      s.clock.advance(dayMs / 2);
      return refresh(s, spa, renewed.text('refresh_token'));
    },
    error: 'invalid_grant',
    code: 700084,
    suberror: 'bad_token',
    text: 'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00',
  },
  {
    does: 'a refresh token after its sessions were revoked',
    act: async (s) => {
      const token = await signedIn(s, desktop, anna);
      s.entra.revokeSessions(anna.name);
      return refresh(s, desktop, token);
    },
    error: 'invalid_grant',
    code: 50173,
    suberror: 'bad_token',
    text: 'The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on ',
  },
  {
    does: "a public client's refresh token after the user changed the password",
    act: async (s) => {
      const token = await signedIn(s, desktop, anna);
      s.entra.changePassword(anna.name, 'another one');
      return refresh(s, desktop, token);
    },
    error: 'invalid_grant',
    code: 50173,
    suberror: 'bad_token',
    text: 'The provided grant has expired due to it being revoked',
  },
  {
    does: 'a refresh token of a disabled user',
    act: async (s) => {
      const token = await signedIn(s, desktop, anna);
      s.entra.setDisabled(anna.name, true);
      return refresh(s, desktop, token);
    },
    error: 'invalid_grant',
    code: 50057,
    text: 'The user account is disabled.',
  },
  {
    does: 'a refresh token of a user whose password has expired',
    act: async (s) => {
      const token = await signedIn(s, desktop, anna);
      s.entra.expirePassword(anna.name);
      return refresh(s, desktop, token);
    },
    error: 'invalid_grant',
    code: 50055,
    suberror: 'user_password_expired',
    text: 'The password is expired.',
  },
  {
    does: 'a personal account, a resource never consented',
    act: async (s) =>
      refresh(s, desktop, await signedIn(s, desktop, consumers.anna, { scope: `offline_access ${outlook}` })),
    error: 'invalid_grant',
    code: 70000,
    text: 'The request was denied because one or more scopes requested are unauthorized or expired. The user must first sign in and grant the client application access to the requested scope.',
  },
  {
    does: 'a personal account, idle for ninety days',
    act: async (s) => {
      const token = await signedIn(s, desktop, consumers.anna);
      s.clock.advance(90 * dayMs);
      return refresh(s, desktop, token);
    },
    error: 'invalid_grant',
    code: 70000,
    text: 'The user could not be authenticated as the grant is expired. The user must sign in again.',
  },
  {
    does: 'client credentials with a named permission',
    act: (s) =>
      post(
        s,
        bare(
          { ...web, appId: apps.daemon.appId, tenant: contoso.domain },
          { client_secret: apps.daemon.secret },
        ),
        {
          grant_type: 'client_credentials',
          scope: 'https://outlook.office365.com/IMAP.AccessAsApp',
        },
      ),
    error: 'invalid_scope',
    code: 1002012,
    text: 'The provided value for scope https://outlook.office365.com/IMAP.AccessAsApp is not valid.',
  },
  {
    does: 'client credentials for two resources',
    act: (s) =>
      post(
        s,
        bare(
          { ...web, appId: apps.daemon.appId, tenant: contoso.domain },
          { client_secret: apps.daemon.secret },
        ),
        {
          grant_type: 'client_credentials',
          scope: 'https://outlook.office365.com/.default https://graph.microsoft.com/.default',
        },
      ),
    error: 'invalid_scope',
    code: 70011,
    text: "The provided request must include a 'scope' input parameter.",
  },
  {
    does: 'client credentials in a tenant that does not know the application',
    act: (s) =>
      post(
        s,
        bare({ ...web, appId: apps.daemon.appId, tenant: lab.domain }, { client_secret: apps.daemon.secret }),
        {
          grant_type: 'client_credentials',
          scope: 'https://outlook.office365.com/.default',
        },
      ),
    error: 'unauthorized_client',
    code: 700016,
    text: `Application with identifier '${apps.daemon.appId}' was not found in the directory 'Contoso Lab'.`,
  },
  {
    does: 'a wrong password by password grant',
    act: (s) =>
      post(s, at(desktop, contoso.domain), {
        grant_type: 'password',
        username: anna.name,
        password: 'wrong',
        scope: outlook,
      }),
    error: 'invalid_grant',
    code: 50126,
    text: 'Error validating credentials due to invalid username or password.',
  },
  {
    does: 'a right password by password grant',
    act: (s) =>
      post(s, at(desktop, contoso.domain), {
        grant_type: 'password',
        username: anna.name,
        password: anna.password,
        scope: outlook,
      }),
    error: 'invalid_grant',
    code: 50076,
    suberror: 'basic_action',
    text: 'Due to a configuration change made by your administrator',
  },
  {
    does: 'an unknown device code',
    act: (s) =>
      post(s, desktop, {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: 'nobody-issued-this',
      }),
    error: 'bad_verification_code',
    code: 70000,
    text: 'Provided grant is invalid or malformed.',
  },
];
