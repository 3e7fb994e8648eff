// Whatever can be made to fail in the sandbox is found by one visit of the doctor, and named; and where nothing is wrong,
// nothing is said. One sandbox a row: what one row breaks must not help another.

import { describe, expect, it } from 'vitest';
import { type Sandbox, seed } from '../../src/sandbox/index.ts';
import { connected } from './connected.ts';

const anna = seed.contoso.anna.name;
const tenant = 'contoso.example';
const desktopApp = 'Contoso Desktop Mail';

type Deed = readonly [action: string, input: object];
interface Row {
  readonly name: string;
  readonly deeds: readonly Deed[];
  /** Check and cause; every check that is not named here must be well, or hang on one that is. */
  readonly finds: Readonly<Record<string, string>>;
  readonly client?: 'web';
}

const scenario = (name: string): Deed => ['play-scenario', { name }];
const fault = (input: object): Deed => ['add-fault', input];
const forEver = { times: 1_000 };
const both = (cause: string): Record<string, string> => ({ 'exchange-token': cause, 'graph-token': cause });
const everyLine = (cause: string): Record<string, string> =>
  Object.fromEntries(['entra', 'graph', 'imap', 'pop'].map((place) => [`${place}-line`, cause]));

const rows: readonly Row[] = [
  { name: 'the account is disabled', deeds: [scenario('account-disabled')], finds: both('account-disabled') },
  { name: 'the account is locked', deeds: [scenario('account-locked')], finds: both('account-locked') },
  {
    name: 'the account is gone',
    deeds: [['remove-user', { user: anna }]],
    finds: both('account-not-in-tenant'),
  },
  {
    name: 'the password has expired',
    deeds: [scenario('password-expired')],
    finds: both('password-expired'),
  },
  { name: 'the password was changed', deeds: [scenario('password-changed')], finds: both('grant-revoked') },
  {
    name: 'the password was reset',
    deeds: [['set-password', { user: anna, password: 'anna-sandbox-2', reset: true }]],
    finds: both('grant-revoked'),
  },
  { name: 'the sessions were revoked', deeds: [scenario('sessions-revoked')], finds: both('grant-revoked') },
  {
    name: 'three months without use',
    deeds: [scenario('months-later')],
    finds: both('grant-expired-unused'),
  },
  { name: 'nobody is assigned', deeds: [scenario('assignment-required')], finds: both('user-not-assigned') },
  {
    name: 'the app is switched off',
    deeds: [['set-app', { app: desktopApp, disabled: true }]],
    finds: both('app-disabled'),
  },
  {
    name: 'the app is switched off in the tenant',
    deeds: [['set-enterprise-app', { tenant, app: desktopApp, disabled: true }]],
    finds: both('app-disabled'),
  },
  {
    name: 'the secret has expired',
    deeds: [scenario('secret-expired')],
    finds: both('client-secret-expired'),
    client: 'web',
  },
  {
    name: 'consent for Exchange was withdrawn',
    deeds: [['withdraw-consent', { user: anna, app: desktopApp, resource: 'exchange' }]],
    finds: { 'exchange-token': 'consent-missing-for-one-resource' },
  },
  {
    name: 'all consent was withdrawn',
    deeds: [['withdraw-consent', { user: anna, app: desktopApp }]],
    finds: both('consent-missing'),
  },
  {
    name: 'a policy blocks Exchange',
    deeds: [scenario('blocked')],
    finds: { 'exchange-token': 'conditional-access-blocks-server' },
  },
  {
    name: 'a managed device is demanded',
    deeds: [scenario('device-required')],
    finds: { 'exchange-token': 'device-not-compliant' },
  },
  {
    name: 'a second factor is demanded',
    deeds: [scenario('second-factor')],
    finds: { 'exchange-token': 'mfa-for-one-resource' },
  },
  {
    name: 'a second factor is demanded and there is none',
    deeds: [scenario('second-factor-enrolment')],
    finds: both('mfa-not-enrolled'),
  },
  {
    name: 'the sign-in is too old',
    deeds: [scenario('sign-in-frequency'), ['advance-clock', { by: '2d' }]],
    finds: both('sign-in-frequency'),
  },
  {
    name: 'the tenant has no Exchange',
    deeds: [scenario('exchange-missing')],
    finds: { 'exchange-token': 'resource-not-in-tenant' },
  },
  {
    name: 'Exchange is switched off in the tenant',
    deeds: [['set-service', { tenant, resource: 'exchange', standing: 'disabled' }]],
    finds: { 'exchange-token': 'exchange-service-principal-disabled' },
  },
  {
    name: 'Graph is switched off in the tenant',
    deeds: [['set-service', { tenant, resource: 'graph', standing: 'disabled' }]],
    finds: { 'graph-token': 'graph-service-principal-disabled' },
  },
  {
    name: 'tokens come for the other resource',
    deeds: [scenario('wrong-resource')],
    finds: both('graph-token-in-answer'),
  },
  { name: 'Entra is out of order', deeds: [scenario('outage')], finds: both('entra-unavailable') },
  {
    name: 'Entra answers 500',
    deeds: [fault({ where: 'token', kind: 'http-500', ...forEver })],
    finds: both('entra-unavailable'),
  },
  {
    name: 'Entra throttles',
    deeds: [fault({ where: 'token', kind: 'http-429', retryAfter: 30, ...forEver })],
    finds: both('tenant-throttled'),
  },
  {
    name: 'a page comes instead of a token',
    deeds: [fault({ where: 'token', kind: 'html', ...forEver })],
    finds: both('captive-portal'),
  },
  {
    name: 'Graph throttles',
    deeds: [fault({ where: 'graph', kind: 'http-429', retryAfter: 30, ...forEver })],
    finds: { 'graph-sign-in': 'graph-throttled' },
  },
  {
    name: 'Graph is out of order',
    deeds: [fault({ where: 'graph', kind: 'http-503', ...forEver })],
    finds: { 'graph-sign-in': 'graph-unavailable' },
  },
  {
    name: 'IMAP and POP are off',
    deeds: [scenario('imap-off')],
    finds: { 'imap-sign-in': 'imap-off-for-mailbox', 'pop-sign-in': 'pop-off-for-mailbox' },
  },
  {
    name: 'POP is off',
    deeds: [['set-mailbox', { mailbox: anna, popEnabled: false }]],
    finds: { 'pop-sign-in': 'pop-off-for-mailbox' },
  },
  {
    name: 'SMTP AUTH is off for the tenant',
    deeds: [scenario('smtp-auth-off')],
    finds: { 'smtp-sign-in': 'smtp-auth-off-for-tenant' },
  },
  {
    name: 'SMTP AUTH is off for the mailbox',
    deeds: [['set-mailbox', { mailbox: anna, smtpAuthDisabled: true }]],
    finds: { 'smtp-sign-in': 'smtp-auth-off-for-mailbox' },
  },
  {
    name: 'security defaults are on',
    deeds: [['set-tenant-mail', { tenant, securityDefaults: true }]],
    finds: { 'smtp-sign-in': 'smtp-security-defaults' },
  },
  {
    name: 'the mail server is busy',
    deeds: [
      fault({
        where: 'smtp',
        kind: 'reply',
        command: 'MAIL',
        text: '451 4.7.500 Server busy. Please try again later.',
        ...forEver,
      }),
    ],
    finds: { 'smtp-sign-in': 'smtp-server-busy' },
  },
  {
    name: 'IMAP is throttled',
    deeds: [['throttle-mailbox', { mailbox: anna, requestsPerMinute: 0, backoff: '90s' }]],
    finds: { 'imap-sign-in': 'imap-throttled' },
  },
  {
    name: 'IMAP connections are cut',
    deeds: [fault({ where: 'imap', kind: 'reset', ...forEver })],
    finds: { 'imap-sign-in': 'connection-reset' },
  },
  {
    name: 'POP hangs up at the sign-in',
    deeds: [fault({ where: 'pop', kind: 'drop', when: 'sign-in', ...forEver })],
    finds: { 'pop-sign-in': 'connection-reset' },
  },
  {
    name: 'IMAP falls silent',
    deeds: [fault({ where: 'imap', kind: 'hang', when: 'sign-in', ...forEver })],
    finds: { 'imap-sign-in': 'connection-times-out' },
  },
  {
    name: 'a certificate has expired',
    deeds: [scenario('certificate-expired')],
    finds: everyLine('tls-certificate-expired'),
  },
  {
    name: 'certificates of somebody else',
    deeds: [fault({ where: 'tls', kind: 'self-signed-certificate' })],
    finds: everyLine('tls-is-intercepted'),
  },
  {
    name: 'certificates for another name',
    deeds: [fault({ where: 'tls', kind: 'wrong-name-certificate' })],
    finds: everyLine('tls-name-does-not-match'),
  },
];

describe('a visit of the doctor', () => {
  it.each(rows)('$name', { timeout: 30_000 }, async ({ deeds, finds, client }) => {
    await using home = await connected(client);
    for (const [action, input] of deeds)
      await home.sandbox.act(action as Parameters<Sandbox['act']>[0], input);
    const beganAtMs = Date.now();
    const results = await home.mailgrant.doctor('anna');
    expect(Date.now() - beganAtMs).toBeLessThan(10_000);
    const wrong = results.filter(({ verdict }) => verdict === 'failed' || verdict === 'warning');
    const named = wrong.map(({ id, explanation }) => [id, explanation?.causes[0]?.id]);
    expect(Object.fromEntries(named)).toMatchObject(finds);
    // What starts in clear text shows its certificate after STARTTLS only: there the sign-in meets what the line could not.
    expect(wrong.map(({ id }) => id).filter((id) => !(id in finds) && id !== 'smtp-sign-in')).toEqual([]);
    for (const { next } of wrong) expect(next).toMatch(/\S/);
  });

  it('looks at a shared mailbox, not at that of whoever signed in', async () => {
    await using home = await connected();
    await home.sandbox.act('play-scenario', { name: 'shared-mailbox' });
    const results = await home.mailgrant.doctor('anna', { address: 'info@contoso.example' });
    // The letter of the scenario is in that inbox; hers is empty.
    expect(results.find(({ id }) => id === 'imap-sign-in')?.seen).toContain('1 messages');
    // The consent was for her own mail: other people's takes Mail.ReadWrite.Shared, and Graph says so.
    const failed = results.filter(({ verdict }) => verdict === 'failed');
    expect(failed.map(({ id, explanation }) => [id, explanation?.causes[0]?.id])).toEqual([
      ['graph-mail', 'graph-access-denied'],
    ]);
    expect(results.map(({ id }) => id)).not.toContain('graph-sign-in');
  });

  it.each(['public', 'with a secret'] as const)(
    'finds nothing where nothing is wrong: a client %s',
    async (kind) => {
      await using home = await connected(kind === 'with a secret' ? 'web' : undefined);
      const results = await home.mailgrant.doctor('anna');
      expect(results.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
      expect(results.length).toBeGreaterThan(12);
    },
  );

  it('ends when it is told to', async () => {
    await using home = await connected();
    await home.sandbox.act('add-fault', { where: 'imap', kind: 'hang', when: 'sign-in' });
    const controller = new AbortController();
    const visit = home.mailgrant.doctor('anna', {
      signal: controller.signal,
      onResult: ({ id }) => {
        if (id === 'smtp-sign-in') controller.abort(new Error('enough'));
      },
    });
    await expect(visit).rejects.toThrow('enough');
  });
});
