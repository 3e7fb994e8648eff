// What somebody in a browser is told, on a page or by way of the application: /authorize, the sign-in, the device page,
// and the administrator's consent.

import { PageRefused, type Sandbox, seed } from '../../../src/sandbox/index.ts';
import { authorizeUrl, type Client, codeFor, desktop, graph, outlook, web } from '../../kit/entra-client.ts';
import { form, fromPage, go, json, type Row, type Told, visit } from './row.ts';

const { contoso, lab, consumers, apps } = seed;
const { anna, ben } = contoso;
const dayMs = 86_400_000;
const at = (client: Client, tenant: string): Client => ({ ...client, tenant });
const intranet: Client = {
  ...web,
  appId: apps.intranet.appId,
  redirectUri: apps.intranet.redirectUri,
  tenant: contoso.domain,
};

/** Signs in under a policy. */
async function under(
  sandbox: Sandbox,
  policies: Omit<Parameters<typeof sandbox.act<'set-policies'>>[1], 'tenant'>,
  traits?: Omit<Parameters<typeof sandbox.act<'set-user'>>[1], 'user'>,
): Promise<Told> {
  await sandbox.act('set-policies', { tenant: contoso.domain, ...policies });
  if (traits) await sandbox.act('set-user', { user: anna.name, ...traits });
  return visit(sandbox, anna);
}

/** Signs in, lets something happen, and asks again without a word to the person. */
async function silently(
  sandbox: Sandbox,
  then: () => unknown,
  parameters: Record<string, string> = {},
): Promise<Told> {
  await codeFor(sandbox, desktop, anna);
  await then();
  return go(sandbox, authorizeUrl(sandbox, desktop, { prompt: 'none', ...parameters }), anna);
}

async function deviceCode(sandbox: Sandbox): Promise<string> {
  const fields = { client_id: desktop.appId, scope: `offline_access ${outlook}` };
  return (await json(sandbox, '/common/oauth2/v2.0/devicecode', form(fields))).text('user_code');
}

async function typeCode(sandbox: Sandbox, code: string): Promise<Told> {
  try {
    sandbox.visitor.forget();
    await sandbox.visitor.approveDevice(code, { user: anna.name, password: anna.password });
  } catch (error) {
    if (error instanceof PageRefused) return fromPage(error);
    throw error;
  }
  throw new Error('the device was let in');
}

/** What a page says to a request that no browser would make of itself. */
async function page(sandbox: Sandbox, path: string, init?: RequestInit): Promise<Told> {
  const answer = await fetch(sandbox.urls.entraHttp + path, { redirect: 'manual', ...init });
  const html = await answer.text();
  const [, code, error] = /data-code="(\d*)" data-error="(\w*)"/.exec(html) ?? [];
  const text = /role="alert"[^>]*>(?:AADSTS\d+: )?([^<]*)</.exec(html)?.[1] ?? '';
  return { where: 'page', status: answer.status, error, code: Number(code), suberror: undefined, text };
}

function adminConsent(sandbox: Sandbox, tenant: string, version: 1 | 2): URL {
  const url = new URL(`${sandbox.urls.entraHttp}/${tenant}${version === 2 ? '/v2.0' : ''}/adminconsent`);
  url.searchParams.set('client_id', apps.web.appId);
  url.searchParams.set('redirect_uri', apps.web.redirectUri);
  if (version === 2) url.searchParams.set('scope', 'https://outlook.office.com/.default');
  return url;
}

export const atPages: Row[] = [
  {
    does: 'an address that is not registered',
    act: (s) => visit(s, anna, { redirect_uri: 'https://app.contoso.example/other' }),
    where: 'page',
    error: 'invalid_client',
    code: 50011,
    text: "The redirect URI 'https://app.contoso.example/other' specified in the request does not match the redirect URIs configured",
  },
  {
    does: 'an address that is none',
    act: (s) => visit(s, anna, { redirect_uri: 'callback' }),
    where: 'page',
    error: 'invalid_request',
    code: 90102,
    text: "'redirect_uri' value must be a valid absolute URI.",
  },
  {
    does: 'an application without any address',
    act(s) {
      const { appId } = s.directory.addApp({ displayName: 'Bare', homeTenantId: contoso.tenantId });
      return visit(s, anna, {}, { ...desktop, appId });
    },
    where: 'page',
    error: 'invalid_request',
    code: 500113,
    text: 'No reply address is registered for the application.',
  },
  {
    does: 'no address where several are registered',
    act: (s) => visit(s, anna, { redirect_uri: undefined }, web),
    where: 'page',
    error: 'invalid_request',
    code: 900971,
    text: 'No reply address provided.',
  },
  {
    does: 'a parameter twice at /authorize',
    act(s) {
      const url = authorizeUrl(s, desktop);
      url.searchParams.append('state', 'another');
      return go(s, url, anna);
    },
    where: 'page',
    error: 'invalid_request',
    code: 9000411,
    text: "The request is not properly formatted. The parameter 'state' is duplicated.",
  },
  {
    does: 'a single-tenant application at /common, in the browser',
    act: (s) => visit(s, anna, {}, at(intranet, 'common')),
    where: 'page',
    error: 'invalid_request',
    code: 50194,
    text: `Application '${apps.intranet.appId}'(Contoso Intranet) is not configured as a multi-tenant application.`,
  },
  {
    does: 'an application that is switched off, in the browser',
    async act(s) {
      await s.act('set-app', { app: 'Contoso Desktop Mail', disabled: true });
      return visit(s, anna);
    },
    where: 'page',
    error: 'unauthorized_client',
    code: 7000112,
    text: `Application '${desktop.appId}'(Contoso Desktop Mail) is disabled.`,
  },
  {
    does: 'a response type that there is not',
    act: (s) => visit(s, anna, { response_type: 'banana' }),
    where: 'redirect',
    error: 'unsupported_response_type',
    code: 70005,
    text: "The app returned an unsupported response type 'banana'.",
  },
  {
    does: 'a token from the front channel',
    act: (s) => visit(s, anna, { response_type: 'token' }),
    where: 'redirect',
    error: 'unsupported_response_type',
    code: 700051,
    text: "response_type 'token' is not enabled for the application.",
  },
  {
    does: 'an id_token that the registration does not allow',
    act: (s) => visit(s, anna, { response_type: 'code id_token', nonce: 'n' }),
    where: 'redirect',
    error: 'unsupported_response_type',
    code: 700054,
    text: "response_type 'id_token' is not enabled for the application.",
  },
  {
    does: 'two resources for the front channel',
    async act(s) {
      await s.act('set-app', { app: 'Contoso Desktop Mail', idTokens: true });
      const scope = `openid ${outlook} ${graph}`;
      return visit(s, anna, { response_type: 'id_token', nonce: 'n', scope });
    },
    where: 'redirect',
    error: 'invalid_request',
    code: 700022,
    text: "The provided value for the input parameter 'scope' is not valid because it contains more than one resource.",
  },
  {
    does: 'a response mode that there is not',
    act: (s) => visit(s, anna, { response_mode: 'pigeon' }),
    where: 'redirect',
    error: 'invalid_request',
    code: 70007,
    text: "'pigeon' is not a supported value for 'response_mode' when requesting a token.",
  },
  {
    does: 'a prompt that there is not',
    act: (s) => visit(s, anna, { prompt: 'shout' }),
    where: 'redirect',
    error: 'invalid_request',
    code: 90023,
    text: "Unsupported 'prompt' value.",
  },
  {
    does: 'no scope at /authorize',
    act: (s) => visit(s, anna, { scope: undefined }),
    where: 'page',
    error: 'invalid_request',
    code: 900144,
    text: "The request body must contain the following parameter: 'scope'.",
  },
  {
    does: 'a challenge method that there is not',
    act: (s) => visit(s, anna, { code_challenge_method: 'S512' }),
    where: 'redirect',
    error: 'invalid_request',
    code: 50149,
    text: 'Invalid Code_Challenge_method parameter.',
  },
  {
    does: 'a challenge that is too short',
    act: (s) => visit(s, anna, { code_challenge: 'short' }),
    where: 'redirect',
    error: 'invalid_request',
    code: 501491,
    text: 'Invalid size of Code_Challenge parameter.',
  },
  {
    does: 'an application permission as a delegated one',
    act: (s) => visit(s, anna, { scope: 'https://outlook.office.com/IMAP.AccessAsApp' }),
    where: 'redirect',
    error: 'invalid_client',
    code: 650053,
    text: "The application 'Contoso Desktop Mail' asked for scope 'IMAP.AccessAsApp' that doesn't exist on the resource '00000002-0000-0ff1-ce00-000000000000'.",
  },
  {
    does: 'a permission in the registration that there is not',
    act(s) {
      const app = s.directory.apps.get(desktop.appId);
      if (app)
        app.requiredAccess = [
          { resourceAppId: '00000002-0000-0ff1-ce00-000000000000', delegated: ['Mail.Eat'], roles: [] },
        ];
      return visit(s, anna, { scope: 'https://outlook.office.com/.default' });
    },
    where: 'redirect',
    error: 'invalid_client',
    code: 65006,
    text: 'The required resource access of the application is not valid',
  },
  {
    does: '.default of a resource that the registration does not list',
    act(s) {
      const app = s.directory.apps.get(desktop.appId);
      if (app)
        app.requiredAccess =
          app.requiredAccess?.filter(({ resourceAppId }) => resourceAppId.startsWith('00000003')) ?? [];
      return visit(s, anna, { scope: 'https://outlook.office.com/.default' });
    },
    where: 'page',
    error: 'invalid_resource',
    code: 650057,
    text: 'Invalid resource. The client has requested access to a resource which is not listed in the requested permissions',
  },
  {
    does: '.default where the registration lists nothing',
    act(s) {
      const app = s.directory.apps.get(desktop.appId);
      if (app) app.requiredAccess = [];
      return visit(s, anna, { scope: 'https://outlook.office.com/.default' });
    },
    where: 'page',
    error: 'invalid_client',
    code: 650056,
    text: 'Misconfigured application.',
  },
  {
    does: 'Exchange, which the tenant does not have, in the browser',
    async act(s) {
      await s.act('set-service', { tenant: contoso.domain, resource: 'exchange', standing: 'missing' });
      return visit(s, anna);
    },
    where: 'page',
    error: 'invalid_client',
    code: 650052,
    text: 'The app is trying to access a service \'00000002-0000-0ff1-ce00-000000000000\' that your organization "Contoso" lacks a service principal for.',
  },
  {
    does: 'a hint at personal accounts where there are none',
    act: (s) => visit(s, anna, { domain_hint: 'consumers' }, at(desktop, 'organizations')),
    where: 'page',
    error: 'invalid_request',
    code: 500208,
    text: 'The domain is not a valid login domain for the account type.',
  },
  {
    does: 'a name that nobody has',
    act: (s) => visit(s, { name: 'nobody@contoso.example', password: 'x' }, {}, at(desktop, contoso.domain)),
    where: 'page',
    status: 200,
    error: undefined,
    code: 50034,
    text: 'This username may be incorrect.',
  },
  {
    does: 'a wrong password in the browser',
    act: (s) => visit(s, { ...anna, password: 'wrong' }),
    where: 'page',
    status: 200,
    error: undefined,
    code: 50126,
    text: 'Your account or password is incorrect.',
  },
  {
    does: 'a locked account in the browser',
    async act(s) {
      await s.act('set-user', { user: anna.name, lockedFor: '1h' });
      return visit(s, anna);
    },
    where: 'page',
    error: 'invalid_grant',
    code: 50053,
    text: 'The account is locked',
  },
  {
    does: 'a disabled account in the browser',
    async act(s) {
      await s.act('set-user', { user: anna.name, disabled: true });
      return visit(s, anna);
    },
    where: 'page',
    error: 'invalid_grant',
    code: 50057,
    text: 'The user account is disabled.',
  },
  {
    does: 'an expired password in the browser',
    async act(s) {
      await s.act('set-user', { user: anna.name, passwordExpired: true });
      return visit(s, anna);
    },
    where: 'page',
    error: 'invalid_grant',
    code: 50055,
    text: 'The password is expired.',
  },
  {
    does: 'a minor',
    async act(s) {
      await s.act('set-user', { user: anna.name, minor: true });
      return visit(s, anna);
    },
    where: 'page',
    error: 'access_denied',
    code: 54000,
    text: 'User is not permitted to access the application due to Legal Age Group Requirement.',
  },
  {
    does: 'an account of another tenant',
    act: (s) => visit(s, anna, {}, at(desktop, lab.domain)),
    where: 'page',
    error: 'access_denied',
    code: 50020,
    text: `User account 'anna@contoso.example' from identity provider 'https://sts.windows.net/${contoso.tenantId}/' does not exist in tenant 'Contoso Lab' and cannot access the application`,
  },
  {
    does: 'a guest who has not accepted',
    async act(s) {
      await s.act('add-guest', { user: anna.name, tenant: lab.domain, accepted: false });
      return visit(s, anna, {}, at(desktop, lab.domain));
    },
    where: 'page',
    error: 'invalid_grant',
    code: 50014,
    text: "The user's redemption is in a pending state.",
  },
  {
    does: 'a guest whose own tenant keeps her at home',
    async act(s) {
      await s.act('add-guest', { user: anna.name, tenant: lab.domain });
      await s.act('set-policies', { tenant: contoso.domain, guestsTo: [] });
      return visit(s, anna, {}, at(desktop, lab.domain));
    },
    where: 'page',
    error: 'access_denied',
    code: 500212,
    text: "The user's administrator has set an outbound access policy",
  },
  {
    does: 'a guest whom the other tenant does not want',
    async act(s) {
      await s.act('add-guest', { user: anna.name, tenant: lab.domain });
      await s.act('set-policies', { tenant: lab.domain, guestsFrom: [] });
      return visit(s, anna, {}, at(desktop, lab.domain));
    },
    where: 'page',
    error: 'access_denied',
    code: 500213,
    text: "The resource tenant's cross-tenant access policy does not allow this user",
  },
  {
    does: 'a guest who is at risk at home',
    async act(s) {
      await s.act('add-guest', { user: anna.name, tenant: lab.domain });
      await s.act('set-policies', { tenant: contoso.domain, riskBlocked: true });
      await s.act('set-user', { user: anna.name, highRisk: true });
      return visit(s, anna, {}, at(desktop, lab.domain));
    },
    where: 'page',
    error: 'access_denied',
    code: 53011,
    text: 'User blocked due to risk on home tenant.',
  },
  {
    does: 'a sign-in at high risk',
    act: (s) => under(s, { riskBlocked: true }, { highRisk: true }),
    where: 'page',
    error: 'access_denied',
    code: 50131,
    text: 'The request was blocked due to suspicious activity',
  },
  {
    does: 'an enrolment at high risk',
    act: (s) => under(s, { mfaForResources: ['exchange'] }, { highRisk: true, mfaEnrolled: false }),
    where: 'page',
    error: 'access_denied',
    code: 53004,
    text: 'User needs to complete the multi-factor authentication registration process',
  },
  {
    does: 'a registered device in the browser',
    act: (s) => under(s, { registeredDeviceForResources: ['exchange'] }),
    where: 'page',
    error: 'invalid_grant',
    code: 50129,
    text: 'Device is not workplace joined.',
  },
  {
    does: 'a managed device in the browser',
    act: (s) => under(s, { compliantDeviceForResources: ['exchange'] }),
    where: 'page',
    error: 'invalid_grant',
    code: 53000,
    text: 'Your device is required to be managed',
  },
  {
    does: 'a blocked resource in the browser',
    act: (s) => under(s, { blockedResources: ['exchange'] }),
    where: 'page',
    error: 'invalid_grant',
    code: 53003,
    text: 'Access has been blocked by Conditional Access policies.',
  },
  {
    does: 'who is not assigned, in the browser',
    async act(s) {
      await s.act('set-enterprise-app', {
        tenant: contoso.domain,
        app: 'Contoso Desktop Mail',
        assignmentRequired: true,
      });
      return visit(s, anna);
    },
    where: 'page',
    error: 'invalid_grant',
    code: 50105,
    text: `Your administrator has configured the application Contoso Desktop Mail ('${desktop.appId}') to block users unless they are specifically granted`,
  },
  {
    does: 'a device flow that Conditional Access blocks',
    async act(s) {
      await s.act('set-policies', { tenant: contoso.domain, blockedFlows: ['device_code'] });
      return typeCode(s, await deviceCode(s));
    },
    where: 'page',
    error: 'access_denied',
    code: 530032,
    text: 'Access has been blocked by security policy.',
  },
  {
    does: 'mail permissions that need an administrator',
    act: (s) => under(s, { adminConsentForMail: true }),
    where: 'page',
    status: 200,
    error: undefined,
    code: 90094,
    text: '▦ Sandbox sign-in anna@contoso.example Need admin approval',
  },
  {
    does: 'turning back from the need for an administrator',
    async act(s) {
      await s.act('set-policies', { tenant: contoso.domain, adminConsentForMail: true });
      return go(s, authorizeUrl(s, desktop), anna, { consent: 'decline' });
    },
    where: 'redirect',
    error: 'access_denied',
    code: 90094,
    text: 'An administrator of Contoso has set a policy that prevents you from granting Contoso Desktop Mail the permissions it is requesting.',
  },
  {
    does: 'turning back from a request to the administrator',
    async act(s) {
      await s.act('set-policies', {
        tenant: contoso.domain,
        userConsentDisabled: true,
        consentRequests: true,
      });
      return go(s, authorizeUrl(s, desktop), anna, { consent: 'decline' });
    },
    where: 'redirect',
    error: 'access_denied',
    code: 90095,
    text: 'Admin consent is required for the permissions requested by this application.',
  },
  {
    does: 'a declined consent',
    act: (s) => go(s, authorizeUrl(s, desktop), anna, { consent: 'decline' }),
    where: 'redirect',
    error: 'consent_required',
    code: 65004,
    text: 'User declined to consent to access the app.',
  },
  {
    does: 'a silent request with two people signed in',
    async act(s) {
      await codeFor(s, desktop, anna);
      await go(s, authorizeUrl(s, desktop, { prompt: 'select_account' }), ben);
      return go(s, authorizeUrl(s, desktop, { prompt: 'none' }), anna);
    },
    where: 'redirect',
    error: 'interaction_required',
    code: 16000,
    text: 'Either multiple user identities are available for the current request',
  },
  {
    does: 'a silent request after a change of password',
    act: (s) => silently(s, () => s.act('set-password', { user: anna.name, password: 'another-1' })),
    where: 'redirect',
    error: 'interaction_required',
    code: 50132,
    text: 'The session is not valid due to password expiration or recent password change.',
  },
  {
    does: 'a silent request for what nobody agreed to',
    act: (s) => silently(s, () => undefined, { scope: 'https://graph.microsoft.com/Calendars.Read' }),
    where: 'redirect',
    error: 'consent_required',
    suberror: 'consent_required',
    code: 65001,
    text: 'The user or administrator has not consented',
  },
  {
    does: 'a silent request where a second factor is due',
    act: (s) =>
      silently(s, () => s.act('set-policies', { tenant: contoso.domain, mfaForResources: ['exchange'] })),
    where: 'redirect',
    error: 'interaction_required',
    suberror: 'basic_action',
    code: 50076,
    text: 'Due to a configuration change made by your administrator',
  },
  {
    does: 'a silent request where a second factor has to be enrolled',
    act: (s) =>
      silently(s, async () => {
        await s.act('set-policies', { tenant: contoso.domain, mfaForResources: ['exchange'] });
        await s.act('set-user', { user: anna.name, mfaEnrolled: false });
      }),
    where: 'redirect',
    error: 'interaction_required',
    suberror: 'basic_action',
    code: 50072,
    text: 'Due to a configuration change made by your administrator',
  },
  {
    does: 'a silent request with a sign-in that is too old',
    act: (s) =>
      silently(s, async () => {
        await s.act('set-policies', { tenant: contoso.domain, signInFrequency: '1d' });
        s.clock.advance(dayMs);
      }),
    where: 'redirect',
    error: 'interaction_required',
    code: 70044,
    text: 'The session has expired or is invalid due to sign-in frequency checks by conditional access.',
  },
  {
    does: 'a form of a sign-in that began long ago',
    async act(s) {
      const opened = await fetch(authorizeUrl(s, desktop));
      const flow = /name="flowToken" value="([^"]+)"/.exec(await opened.text())?.[1] ?? '';
      const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
      s.clock.advance(61 * 60_000);
      const { method, headers, body } = form({ flowToken: flow, step: 'account', loginfmt: anna.name });
      return page(s, '/common/login', { method, body, headers: { ...headers, cookie } } as RequestInit);
    },
    where: 'page',
    error: 'invalid_grant',
    code: 50089,
    text: 'Authentication failed due to flow token expired.',
  },
  {
    does: 'a code that no device shows',
    act: (s) => typeCode(s, 'BCDFGHJKL'),
    where: 'page',
    status: 200,
    error: undefined,
    code: 70018,
    text: "That code didn't work.",
  },
  {
    does: "a device's code that has expired",
    async act(s) {
      const code = await deviceCode(s);
      s.clock.advance(900_000);
      return typeCode(s, code);
    },
    where: 'page',
    error: 'expired_token',
    code: 70019,
    text: 'Verification code expired.',
  },
  {
    does: "a device's code for the second time",
    async act(s) {
      const code = await deviceCode(s);
      await s.visitor.approveDevice(code, { user: anna.name, password: anna.password });
      return typeCode(s, code);
    },
    where: 'page',
    error: 'invalid_request',
    code: 90120,
    text: 'The request was already authorized or declined.',
  },
  {
    does: 'an empty code of a device',
    act: (s) => page(s, '/devicelogin', form({ otc: ' - ' })),
    where: 'page',
    error: 'invalid_request',
    code: 90119,
    text: 'The user code is null or empty.',
  },
  {
    does: 'a device page that is sent nothing',
    act: (s) => page(s, '/devicelogin', form({})),
    where: 'page',
    error: 'invalid_request',
    code: 90121,
    text: 'Invalid empty request.',
  },
  {
    does: "an administrator's consent for personal accounts",
    act: (s) => go(s, adminConsent(s, 'consumers', 2), contoso.admin),
    where: 'page',
    error: 'invalid_request',
    code: 90130,
    text: `Application '${apps.web.appId}' (Contoso Web Mail) is not supported over the /common or /consumers endpoints.`,
  },
  {
    does: "an administrator's consent by who is none",
    act: (s) => go(s, adminConsent(s, contoso.domain, 2), anna),
    where: 'page',
    error: 'access_denied',
    code: 900941,
    text: 'This operation can only be performed by an administrator.',
  },
  {
    does: "an administrator's consent by the administrator of another tenant",
    act: (s) => go(s, adminConsent(s, contoso.domain, 2), lab.admin),
    where: 'redirect',
    error: 'access_denied',
    code: 50020,
    text: "User account 'admin@lab.contoso.example' from identity provider",
  },
  {
    does: "an administrator's consent that is declined, by the older link",
    act: (s) => go(s, adminConsent(s, contoso.domain, 1), contoso.admin, { consent: 'decline' }),
    where: 'redirect',
    error: 'permission_denied',
    code: 65004,
    text: 'User declined to consent to access the app.',
  },
  {
    does: 'a personal account at a tenant',
    act: (s) => visit(s, consumers.anna, {}, at(desktop, contoso.domain)),
    where: 'page',
    status: 200,
    error: undefined,
    code: 500208,
    text: "You can't sign in here with a personal account.",
  },
];
