// Microsoft's own client library against the sandbox. It was written for the real Entra ID and knows nothing of ours:
// where it is content, or complains as it does online, the sandbox is right.

import { createHash, KeyObject, randomUUID, webcrypto } from 'node:crypto';
import {
  type AccountInfo,
  AuthError,
  type AuthenticationResult,
  ConfidentialClientApplication,
  CryptoProvider,
  type INetworkModule,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from '@azure/msal-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../../src/net/certificate.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';

const imap = ['https://outlook.office.com/IMAP.AccessAsUser.All', 'https://outlook.office.com/SMTP.Send'];
const graph = ['https://graph.microsoft.com/User.Read', 'https://graph.microsoft.com/Mail.ReadWrite'];
const outlookAudience = 'https://outlook.office.com';
const graphAudience = 'https://graph.microsoft.com';
const redirectUri = 'http://localhost:4321';
const { anna } = seed.contoso;

let sandbox: Sandbox;
let network: INetworkModule;
beforeEach(async () => {
  sandbox = await startSandbox();
  network = networkOf(await createFetch({ caPem: sandbox.ca.pem }));
});
afterEach(() => sandbox.close());

/** MSAL on a fetch that trusts the sandbox's authority. */
function networkOf(send: typeof fetch): INetworkModule {
  const ask: INetworkModule['sendPostRequestAsync'] = async (url, options) => {
    const response = await send(url, {
      method: options?.body === undefined ? 'GET' : 'POST',
      headers: options?.headers ?? {},
      ...(options?.body === undefined ? {} : { body: options.body }),
    });
    const headers = Object.fromEntries(response.headers);
    return { headers, body: JSON.parse(await response.text()), status: response.status };
  };
  return { sendGetRequestAsync: ask, sendPostRequestAsync: ask };
}

function settings(clientId: string, tenant = 'common') {
  return {
    auth: {
      clientId,
      authority: `${sandbox.urls.entra}/${tenant}`,
      knownAuthorities: [new URL(sandbox.urls.entra).host],
    },
    system: { networkClient: network },
  };
}

const desktop = (tenant?: string): PublicClientApplication =>
  new PublicClientApplication(settings(seed.apps.desktop.appId, tenant));

function web(credential: { clientSecret: string } = { clientSecret: seed.apps.web.secret }) {
  const { auth, system } = settings(seed.apps.web.appId);
  return new ConfidentialClientApplication({ auth: { ...auth, ...credential }, system });
}

/** The link, the person, and the code that comes back; PKCE as MSAL makes it. */
async function code(
  app: PublicClientApplication | ConfidentialClientApplication,
  options: {
    scopes?: string[];
    extra?: string[];
    redirectUri?: string;
    person?: typeof anna | typeof seed.consumers.anna;
    claims?: string;
  } = {},
): Promise<{ code: string; verifier: string }> {
  const { challenge, verifier } = await new CryptoProvider().generatePkceCodes();
  const { name: user, password } = options.person ?? anna;
  const link = await app.getAuthCodeUrl({
    scopes: options.scopes ?? graph,
    extraScopesToConsent: options.extra ?? imap,
    redirectUri: options.redirectUri ?? redirectUri,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    ...(options.claims === undefined ? {} : { claims: options.claims }),
  });
  const callback = await sandbox.newVisitor().visit(link, { user, password, code: '123456' });
  const got = callback.searchParams.get('code');
  if (got === null) throw new Error(`no code: ${callback.search}`);
  return { code: got, verifier };
}

async function signIn(
  app = desktop(),
  person: Parameters<typeof code>[1] = {},
): Promise<AuthenticationResult> {
  const { code: received, verifier } = await code(app, person);
  return app.acquireTokenByCode({ code: received, codeVerifier: verifier, scopes: graph, redirectUri });
}

function accountOf({ account }: AuthenticationResult): AccountInfo {
  if (!account) throw new Error('MSAL made no account of the answer');
  return account;
}

function claims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
}

/** How MSAL reports a refusal. */
async function refusal(work: Promise<unknown>): Promise<AuthError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AuthError) return error;
  throw new Error('MSAL did not refuse', { cause: error });
}

describe('MSAL Node is refused', () => {
  it('a code a second time', async () => {
    const app = desktop();
    const got = await code(app);
    const request = { code: got.code, codeVerifier: got.verifier, scopes: graph, redirectUri };
    await app.acquireTokenByCode(request);
    const error = await refusal(app.acquireTokenByCode(request));
    expect(error).toMatchObject({ errorCode: 'invalid_grant' });
    expect(error.errorMessage).toContain('54005');
  });

  it('a code with the verifier of another attempt', async () => {
    const app = desktop();
    const got = await code(app);
    const { verifier } = await new CryptoProvider().generatePkceCodes();
    const request = { code: got.code, codeVerifier: verifier, scopes: graph, redirectUri };
    expect((await refusal(app.acquireTokenByCode(request))).errorCode).toBe('invalid_grant');
  });

  it('a token for two resources at once', async () => {
    const app = desktop();
    const got = await code(app);
    const request = { code: got.code, codeVerifier: got.verifier, scopes: [...imap, ...graph], redirectUri };
    expect((await refusal(app.acquireTokenByCode(request))).errorMessage).toContain('28000');
  });

  it('a resource that was never consented to, which it calls a need for interaction', async () => {
    const app = desktop();
    const account = accountOf(await signIn(app, { extra: [] }));
    const error = await refusal(app.acquireTokenSilent({ account, scopes: imap }));
    expect(error).toBeInstanceOf(InteractionRequiredAuthError);
    expect(error).toMatchObject({ errorCode: 'invalid_grant', subError: 'consent_required' });
  });

  it('everything after the sessions were revoked', async () => {
    const app = desktop();
    const account = accountOf(await signIn(app));
    sandbox.entra.revokeSessions(anna.name);
    const error = await refusal(app.acquireTokenSilent({ account, scopes: imap }));
    expect(error).toMatchObject({ subError: 'bad_token' });
    expect(error.errorMessage).toContain('50173');
  });

  it('Exchange alone, when a policy wants a second factor for it', async () => {
    const app = desktop();
    const account = accountOf(await signIn(app));
    await sandbox.act('set-policies', { tenant: 'contoso.example', mfaForResources: ['exchange'] });
    const error = await refusal(app.acquireTokenSilent({ account, scopes: imap }));
    expect(error).toMatchObject({ subError: 'basic_action' });
    const graphAgain = await app.acquireTokenSilent({ account, scopes: graph, forceRefresh: true });
    expect(claims(graphAgain.accessToken)['aud']).toBe(graphAudience);
  });

  it('a person whose organisation lets administrators alone consent', async () => {
    await sandbox.act('set-policies', { tenant: 'contoso.example', adminConsentForMail: true });
    await expect(code(desktop())).rejects.toThrow(/admin/i);
  });

  it('an expired client secret', async () => {
    await sandbox.act('expire-secrets', { app: 'Contoso Web Mail' });
    const app = web();
    const got = await code(app, { redirectUri: seed.apps.web.localRedirectUri });
    const request = { code: got.code, codeVerifier: got.verifier, scopes: graph };
    const error = await refusal(
      app.acquireTokenByCode({ ...request, redirectUri: seed.apps.web.localRedirectUri }),
    );
    expect(error.errorMessage).toContain('7000222');
  });

  it('a permission by name with client credentials', async () => {
    const { auth, system } = settings(seed.apps.daemon.appId, seed.contoso.tenantId);
    const daemon = new ConfidentialClientApplication({
      auth: { ...auth, clientSecret: seed.apps.daemon.secret },
      system,
    });
    const error = await refusal(daemon.acquireTokenByClientCredential({ scopes: imap.slice(0, 1) }));
    expect(error.errorMessage).toContain('1002012');
  });
});

describe('MSAL Node', () => {
  it('takes a claims challenge back to the sign-in page, and is let in', async () => {
    const app = desktop();
    const account = accountOf(await signIn(app));
    await sandbox.act('set-policies', { tenant: 'contoso.example', mfaForResources: ['exchange'] });
    const error = await refusal(app.acquireTokenSilent({ account, scopes: imap }));
    if (!(error instanceof InteractionRequiredAuthError)) throw error;
    expect(JSON.parse(error.claims)).toMatchObject({ access_token: { capolids: { essential: true } } });
    const again = await code(app, { claims: error.claims });
    const { accessToken } = await app.acquireTokenByCode({
      code: again.code,
      codeVerifier: again.verifier,
      scopes: imap,
      redirectUri,
    });
    expect(claims(accessToken)['amr']).toContain('mfa');
  });

  it('gets tokens for both resources from one sign-in, silently, and keeps them apart', async () => {
    const app = desktop();
    const first = await signIn(app);
    expect(claims(first.accessToken)).toMatchObject({ aud: graphAudience, upn: anna.name });
    const account = accountOf(first);
    expect(account).toMatchObject({ username: anna.name, tenantId: seed.contoso.tenantId });

    const before = sandbox.requests.count({ endpoint: 'token' });
    const exchange = await app.acquireTokenSilent({ account, scopes: imap });
    expect(claims(exchange.accessToken)['aud']).toBe(outlookAudience);
    expect(exchange.fromCache).toBe(false);
    expect(sandbox.requests.count({ endpoint: 'token' }) - before).toBe(1);

    // From now on each comes from MSAL's cache, and each is the right one.
    const again = [graph, imap].map((scopes) => app.acquireTokenSilent({ account, scopes }));
    const tokens = await Promise.all(again);
    expect(tokens.map(({ fromCache }) => fromCache)).toEqual([true, true]);
    expect(tokens.map(({ accessToken }) => claims(accessToken)['aud'])).toEqual([
      graphAudience,
      outlookAudience,
    ]);
    expect(sandbox.requests.count({ endpoint: 'token' }) - before).toBe(1);
  });

  it('renews what has expired, again and again, without the person', async () => {
    const app = desktop();
    let account = accountOf(await signIn(app));
    for (let renewal = 0; renewal < 3; renewal += 1) {
      for (const scopes of [imap, graph]) {
        const token = await app.acquireTokenSilent({ account, scopes, forceRefresh: true });
        account = accountOf(token);
        const audience = scopes === imap ? outlookAudience : graphAudience;
        expect(claims(token.accessToken)['aud']).toBe(audience);
      }
    }
  });

  it('signs a personal account in, whose tokens it cannot read and need not', async () => {
    const app = desktop('consumers');
    const { consumers } = seed;
    const first = await signIn(app, { person: consumers.anna });
    expect(accountOf(first).tenantId).toBe(consumers.tenantId);
    const exchange = await app.acquireTokenSilent({ account: accountOf(first), scopes: imap });
    expect(exchange.accessToken).not.toContain('.');
    expect(exchange.scopes.join(' ')).toContain('outlook.office.com');
  });

  it('works as a confidential client with a secret', async () => {
    const app = web();
    const uri = seed.apps.web.localRedirectUri;
    const got = await code(app, { redirectUri: uri });
    const request = { code: got.code, codeVerifier: got.verifier, scopes: graph, redirectUri: uri };
    const account = accountOf(await app.acquireTokenByCode(request));
    const exchange = await app.acquireTokenSilent({ account, scopes: imap });
    expect(claims(exchange.accessToken)).toMatchObject({ aud: outlookAudience, appidacr: '1' });
  });

  it('works with a certificate, without a person', async () => {
    const keys = await webcrypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: 2048,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-256',
      },
      true,
      ['sign', 'verify'],
    );
    const { der, pem } = await selfSigned({ name: 'daemon', keys, nowMs: sandbox.clock.now() });
    sandbox.directory.apps.get(seed.apps.daemon.appId)?.certificates.push({ pem });
    const { auth, system } = settings(seed.apps.daemon.appId, seed.contoso.tenantId);
    const daemon = new ConfidentialClientApplication({
      auth: {
        ...auth,
        clientCertificate: {
          thumbprintSha256: createHash('sha256').update(der).digest('hex'),
          privateKey: KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
        },
      },
      system,
    });
    const token = await daemon.acquireTokenByClientCredential({ scopes: [`${outlookAudience}/.default`] });
    expect(claims(token?.accessToken ?? '')).toMatchObject({
      aud: outlookAudience,
      idtyp: 'app',
      appidacr: '2',
    });
    expect(claims(token?.accessToken ?? '')['roles']).toContain('IMAP.AccessAsApp');
  });

  it('signs in by device code for one resource; the other one wants a consent of its own', async () => {
    const app = desktop(seed.contoso.tenantId);
    const { name: user, password } = anna;
    let typed = Promise.resolve();
    const token = await app.acquireTokenByDeviceCode({
      scopes: imap,
      deviceCodeCallback: ({ userCode }) => {
        typed = sandbox.newVisitor().approveDevice(userCode, { user, password });
      },
    });
    await typed;
    expect(claims(token?.accessToken ?? '')['aud']).toBe(outlookAudience);
    if (!token) throw new Error('no token');
    const account = accountOf(token);
    await expect(app.acquireTokenSilent({ account, scopes: graph })).rejects.toMatchObject({
      subError: 'consent_required',
    });
  });

  it('is told when the person says no on the device page', async () => {
    const app = desktop(seed.contoso.tenantId);
    const { name: user, password } = anna;
    let typed = Promise.resolve();
    const asked = app.acquireTokenByDeviceCode({
      scopes: imap,
      correlationId: randomUUID(),
      deviceCodeCallback: ({ userCode }) => {
        typed = sandbox.newVisitor().approveDevice(userCode, { user, password, consent: 'decline' });
      },
    });
    // MSAL's own number for a poll that ended, with what the answer said.
    expect((await refusal(asked)).message).toContain('authorization_declined');
    await typed;
  });
});
