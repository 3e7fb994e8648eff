import { beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import { createMicrosoftProvider } from '../../src/identity/microsoft/provider.ts';
import type { ResourceRequest } from '../../src/identity/provider.ts';
import { fakeClock } from '../kit/fake-clock.ts';
import {
  type Answer,
  app,
  attempt,
  consumersId,
  exchangeAnswer,
  exchangeScopes,
  fakeServer,
  graphAnswer,
  json,
  jwt,
  type Signer,
  signer,
} from './fake-entra.ts';

const microsoft = createMicrosoftProvider();
const exchangeRequest: ResourceRequest = {
  resource: microsoft.resourceOf('imap', app),
  scopes: exchangeScopes,
};
const plan = microsoft.plan(app, { services: ['imap', 'smtp', 'graph'] });
const cameBack = new URL(`${attempt.redirectUri}?code=M.C5xx_BAY.2.U.code&state=${attempt.state}`);
const nowMs = fakeClock().now();
let entra: Signer;
beforeAll(() => {
  entra = signer(nowMs);
});

const refreshed = (answer: Answer, signal?: AbortSignal) =>
  microsoft.refresh(app, new Secret('0.refresh'), exchangeRequest, fakeServer([answer], signal).exchange);
const redeemed = (answers: readonly Answer[], callback = cameBack, provider = createMicrosoftProvider()) =>
  provider.redeemCode(app, plan, attempt, callback, fakeServer(answers).exchange);
const withIdToken = async (changes: Record<string, unknown> = {}, kid?: string): Promise<Answer> =>
  json({ ...graphAnswer, id_token: await entra.idToken(changes, kid) });

describe('an answer that is not what was asked for', () => {
  // Row 1 of Stack Overflow 61597263: status 200, a token, and it is Graph's.
  it('a token of Graph in the place of one of Exchange is an error that lists its scopes', async () => {
    const scope = 'email IMAP.AccessAsUser.All Mail.ReadWrite openid profile SMTP.Send User.Read';
    await expect(refreshed(json({ ...exchangeAnswer, scope }))).rejects.toMatchObject({
      code: 'token-wrong-resource',
      message: expect.stringContaining(scope),
      details: {
        got: 'graph',
        bareScopes: ['IMAP.AccessAsUser.All', 'Mail.ReadWrite', 'SMTP.Send', 'User.Read'],
      },
    });
  });

  it('the audience decides where it can be read, whatever the scopes say', async () => {
    const access_token = jwt({ aud: '00000003-0000-0000-c000-000000000000' });
    await expect(refreshed(json({ ...exchangeAnswer, access_token }))).rejects.toMatchObject({
      code: 'token-wrong-resource',
      details: { got: 'graph' },
    });
  });

  it('a token for somebody else again is refused, too', async () => {
    const access_token = jwt({ aud: 'https://management.azure.com/' });
    await expect(refreshed(json({ ...exchangeAnswer, access_token }))).rejects.toMatchObject({
      code: 'token-wrong-resource',
    });
  });

  it('an opaque token without scopes is for nobody knows what', async () => {
    const { scope: _, ...silent } = exchangeAnswer;
    await expect(refreshed(json(silent))).rejects.toMatchObject({ code: 'token-resource-unclear' });
  });

  it('an opaque token of Exchange stays one where the answer lists what an id_token was asked with', async () => {
    const { scope } = exchangeAnswer;
    const answer = await refreshed(
      json({ ...exchangeAnswer, scope: `openid profile offline_access ${scope}` }),
    );
    expect(answer.resource).toBe('exchange');
  });

  it('an opaque token with nothing but those is of Graph', async () => {
    const scope = 'openid profile email';
    await expect(refreshed(json({ ...exchangeAnswer, scope }))).rejects.toMatchObject({
      details: { got: 'graph' },
    });
  });

  it('two resources are never asked for in one request', async () => {
    const both = { ...exchangeRequest, scopes: [...exchangeScopes, 'https://graph.microsoft.com/User.Read'] };
    const server = fakeServer([]);
    await expect(microsoft.refresh(app, new Secret('r'), both, server.exchange)).rejects.toMatchObject({
      code: 'scope-two-resources',
    });
    expect(server.sent).toHaveLength(0);
  });

  it.each([
    [
      'HTML',
      () => new Response('<html><title>Zscaler</title>', { headers: { 'content-type': 'text/html' } }),
      'entra-not-json',
      'Zscaler',
    ],
    ['half a JSON', json(JSON.stringify(exchangeAnswer).slice(0, 120)), 'entra-answer-cut', '120 bytes'],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://portal.example/login?x=1' } }),
      'entra-redirected',
      'portal.example/login',
    ],
    ['a megabyte', json('x'.repeat(1024 * 1024 + 1)), 'entra-answer-too-big', '1048576'],
    ['a list', json([]), 'entra-answer-odd', 'an array'],
    ['no token type', json({ ...exchangeAnswer, token_type: 'pop' }), 'entra-answer-odd', 'token_type'],
    ['no lifetime', json({ ...exchangeAnswer, expires_in: 'soon' }), 'entra-answer-odd', 'expires_in'],
    [
      'a token with a line break',
      json({ ...exchangeAnswer, access_token: 'a\r\nb' }),
      'entra-answer-odd',
      'access_token',
    ],
  ] satisfies Array<[string, Answer, string, string]>)('%s', async (_, answer, code, said) => {
    await expect(refreshed(answer)).rejects.toMatchObject({ code, message: expect.stringContaining(said) });
  });

  it('never quotes a token in an error', async () => {
    const error = await refreshed(json(`${JSON.stringify(exchangeAnswer).slice(0, -1)}`)).catch(
      (one: unknown) => one,
    );
    expect(JSON.stringify([error, String(error), (error as Error).cause])).not.toContain('EwBAA8l6');
  });

  it('429 and 503 without a word of Entra are trouble that passes', async () => {
    const busy = (): Response => new Response('', { status: 429, headers: { 'retry-after': '17' } });
    await expect(refreshed(busy)).rejects.toMatchObject({
      code: 'throttled',
      retry: 'later',
      retryAfterMs: 17_000,
    });
    const date = new Date(nowMs + 60_000).toUTCString();
    const down = (): Response => new Response('<html>', { status: 503, headers: { 'retry-after': date } });
    await expect(refreshed(down)).rejects.toMatchObject({ code: 'entra-unavailable', retryAfterMs: 60_000 });
  });

  it('a request that fails is Entra out of reach; an abort stays the caller’s', async () => {
    const dns = (): never => {
      throw new TypeError('fetch failed', {
        cause: new Error('getaddrinfo ENOTFOUND login.microsoftonline.com'),
      });
    };
    await expect(refreshed(dns)).rejects.toMatchObject({
      code: 'entra-unreachable',
      retry: 'later',
      message: expect.stringContaining('ENOTFOUND'),
    });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(refreshed(json(exchangeAnswer), signal)).rejects.toThrow('enough');
  });

  it('a server that never answers is given up on', async () => {
    const server = fakeServer([() => new Promise<Response>(() => {})]);
    const waiting = microsoft.refresh(app, new Secret('r'), exchangeRequest, server.exchange);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'entra-unreachable' });
    await server.clock.advance(30_000);
    await refused;
    expect(server.clock.pending).toBe(0);
  });
});

describe('the way back from the browser', () => {
  const back = (query: string): URL => new URL(`${attempt.redirectUri}?${query}`);

  it.each([
    ['another state', 'code=c&state=somebody-elses', 'callback-state-mismatch'],
    ['no state', 'code=c', 'callback-state-mismatch'],
    ['an error under another state', 'error=access_denied&state=x', 'callback-state-mismatch'],
    ['neither code nor error', `state=${attempt.state}`, 'callback-incomplete'],
    ['two codes', `code=a&code=b&state=${attempt.state}`, 'callback-incomplete'],
    // The consent page's Cancel button.
    [
      'a declined consent',
      `error=consent_required&error_description=AADSTS65004%3a+User+declined+to+consent+to+access+the+app.&state=${attempt.state}`,
      'consent-declined',
    ],
    ['a cancelled sign-in', `error=access_denied&state=${attempt.state}`, 'consent-declined'],
    [
      'the approval of an administrator',
      `error=access_denied&error_description=AADSTS90094%3a+An+administrator+must+consent.&state=${attempt.state}`,
      'admin-approval-needed',
    ],
    // A personal account and a prefix it does not take: no number, no trace id.
    [
      'a scope that the account does not take',
      `error=invalid_scope&error_description=The+provided+resource+value+for+the+input+parameter+%27scope%27+is+not+valid.&state=${attempt.state}`,
      'scope-refused',
    ],
    ['nobody signed in', `error=login_required&state=${attempt.state}`, 'sign-in-required'],
  ])('%s is %s', async (_, query, code) => {
    await expect(redeemed([], back(query))).rejects.toMatchObject({ code });
  });

  // Row 7 of Stack Overflow 61597263.
  it('a code that was redeemed before', async () => {
    const answer = json(
      {
        error: 'invalid_grant',
        error_description:
          'AADSTS54005: OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.\r\nTrace ID: 0b3c\r\nCorrelation ID: 77aa\r\nTimestamp: 2020-05-06 08:08:48Z',
        error_codes: [54005],
      },
      { status: 400 },
    );
    await expect(redeemed([answer])).rejects.toMatchObject({
      code: 'code-already-used',
      details: { aadsts: [54005], traceId: '0b3c', correlationId: '77aa', timestamp: '2020-05-06 08:08:48Z' },
    });
  });

  it('no refresh token although offline_access was asked for', async () => {
    const { refresh_token: _, ...without } = graphAnswer;
    await expect(redeemed([json(without)])).rejects.toMatchObject({ code: 'refresh-token-missing' });
  });

  it('no id_token although openid was asked for', async () => {
    await expect(redeemed([json(graphAnswer)])).rejects.toMatchObject({ code: 'id-token-missing' });
  });

  it.each([
    ['another nonce', { nonce: 'of another attempt' }, 'nonce-mismatch'],
    ['another client', { aud: 'ffffffff-0000-4000-8000-000000000000' }, 'id-token-invalid'],
    ['another issuer', { iss: 'https://login.evil.example/x/v2.0' }, 'id-token-invalid'],
    ['a tenant that its issuer is not', { tid: consumersId }, 'id-token-invalid'],
    ['no tenant', { tid: undefined }, 'id-token-invalid'],
    ['an expiry that is past', { exp: Math.floor(nowMs / 1000) - 301 }, 'id-token-invalid'],
    ['an issue in the future', { iat: Math.floor(nowMs / 1000) + 301 }, 'id-token-invalid'],
  ])('an id_token with %s', async (_, changes, code) => {
    const answers = [await withIdToken(changes), entra.metadata, entra.keys];
    await expect(redeemed(answers)).rejects.toMatchObject({ code });
  });

  it('an id_token that somebody else signed', async () => {
    const forged = json({ ...graphAnswer, id_token: await signer(nowMs).idToken() });
    await expect(redeemed([forged, entra.metadata, entra.keys])).rejects.toMatchObject({
      code: 'id-token-invalid',
    });
  });

  it('an id_token signed with a key of personal accounts for a work account', async () => {
    const personal = signer(nowMs, { keyIssuer: `https://login.microsoftonline.com/${consumersId}/v2.0` });
    const answers = [
      json({ ...graphAnswer, id_token: await personal.idToken() }),
      personal.metadata,
      personal.keys,
    ];
    await expect(redeemed(answers)).rejects.toMatchObject({ code: 'id-token-invalid' });
  });

  it('a clock that is wrong by an hour', async () => {
    const date = new Date(nowMs + 3_600_000).toUTCString();
    const answer = json({ ...graphAnswer, id_token: await entra.idToken() }, { headers: { date } });
    await expect(redeemed([answer])).rejects.toMatchObject({ code: 'clock-wrong', details: { minutes: 60 } });
  });
});

describe('what goes well', () => {
  it('the link asks consent for both resources, every scope written out', async () => {
    const url = await microsoft.authorizationUrl(app, plan, attempt, fakeServer([]).exchange);
    expect(url.href.split('?')[0]).toBe('https://login.microsoftonline.com/common/oauth2/v2.0/authorize');
    const query = Object.fromEntries(url.searchParams);
    expect(query).toMatchObject({
      code_challenge_method: 'S256',
      prompt: 'select_account',
      nonce: attempt.nonce,
    });
    expect(query['scope']?.split(' ')).toEqual([
      'openid',
      'profile',
      'email',
      'offline_access',
      'https://graph.microsoft.com/User.Read',
      'https://graph.microsoft.com/Mail.ReadWrite',
      ...exchangeScopes,
    ]);
  });

  it('a login hint and the account chooser are never sent together', async () => {
    const hinted = { ...attempt, loginHint: 'anna@contoso.com' };
    const url = await microsoft.authorizationUrl(app, plan, hinted, fakeServer([]).exchange);
    expect(url.searchParams.get('login_hint')).toBe('anna@contoso.com');
    expect(url.searchParams.has('prompt')).toBe(false);
  });

  it('the code is redeemed for Graph alone, and the identity is verified', async () => {
    const server = fakeServer([await withIdToken(), entra.metadata, entra.keys]);
    const answer = await createMicrosoftProvider().redeemCode(app, plan, attempt, cameBack, server.exchange);
    expect(answer).toMatchObject({
      resource: 'graph',
      missingScopes: [],
      expiresAtMs: nowMs + 3_599_000,
      identity: { username: 'anna@contoso.com', personal: false, subject: 'pairwise-subject' },
    });
    const scope = server.sent[0]?.body.get('scope') ?? '';
    expect(scope).toContain('offline_access');
    expect(scope).not.toContain('outlook');
    expect(server.sent[0]?.redirect).toBe('manual');
  });

  it('keys are remembered, and looked for again when a new one signs', async () => {
    const provider = createMicrosoftProvider();
    await redeemed([await withIdToken(), entra.metadata, entra.keys], cameBack, provider);
    await redeemed([await withIdToken()], cameBack, provider);
    const later = fakeServer([await withIdToken({}, 'key-2'), entra.keys]);
    later.clock.jump(61_000);
    const unknown = provider.redeemCode(app, plan, attempt, cameBack, later.exchange);
    await expect(unknown).rejects.toMatchObject({
      code: 'id-token-invalid',
      message: expect.stringContaining('key-2'),
    });
    expect(later.sent).toHaveLength(2);
  });

  it('a refresh is one request: no discovery', async () => {
    const server = fakeServer([json({ ...exchangeAnswer, expires_in: '3599' })]);
    const answer = await microsoft.refresh(app, new Secret('0.old'), exchangeRequest, server.exchange);
    expect(server.sent).toHaveLength(1);
    expect(Object.fromEntries(server.sent[0]?.body ?? [])).toEqual({
      client_id: app.clientId,
      grant_type: 'refresh_token',
      refresh_token: '0.old',
      scope: ['offline_access', ...exchangeScopes].join(' '),
    });
    expect(answer.refreshToken?.reveal()).toBe(exchangeAnswer.refresh_token);
    expect(answer.expiresAtMs).toBe(nowMs + 3_599_000);
  });

  it('a partial consent says what is missing', async () => {
    const answer = await refreshed(json({ ...exchangeAnswer, scope: exchangeScopes[0] }));
    expect(answer.missingScopes).toEqual(['https://outlook.office.com/SMTP.Send']);
  });
});
