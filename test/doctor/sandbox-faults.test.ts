// Whatever can be made to fail in the sandbox is found by one visit of the doctor, and named; and where nothing is wrong,
// nothing is said. What one row breaks must not help another: what can be taken back is, and whatever touches the grant has a
// sandbox of its own.

import { afterAll, describe, expect, it } from 'vitest';
import { Closers } from '../../src/base/closers.ts';
import { actionTable } from '../../src/sandbox/control/actions.ts';
import { switchTable } from '../../src/sandbox/entra/switches.ts';
import { faultKinds } from '../../src/sandbox/faults/plan.ts';
import { type Sandbox, seed } from '../../src/sandbox/index.ts';
import { plainSubmission } from '../../src/sandbox/model.ts';
import { quirkTable } from '../../src/sandbox/quirks.ts';
import { defaultsOf } from '../../src/sandbox/switch.ts';
import { connected, type Home } from './connected.ts';

const anna = seed.contoso.anna.name;
const tenant = 'contoso.example';
const desktopApp = 'Contoso Desktop Mail';

type Deed = readonly [action: string, input: object];
interface Row {
  readonly name: string;
  readonly deeds: readonly Deed[];
  /** Check and cause; every check that is not named here must be well, or hang on one that is. */
  readonly finds: Readonly<Record<string, string>>;
  readonly client?: 'web' | 'daemon';
  /** A shared mailbox; and whether it can be seen only by sending. */
  readonly address?: string;
  readonly send?: true;
}

const scenario = (name: string): Deed => ['play-scenario', { name }];
const policies = (demands: object): Deed => ['set-policies', { tenant, ...demands }];
const shared = 'info@contoso.example';
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
    name: 'the answer of Entra ends in the middle',
    deeds: [fault({ where: 'token', kind: 'half-json', ...forEver })],
    finds: both('answer-cut-short'),
  },
  {
    name: 'Entra hangs up in the middle of its answer',
    deeds: [fault({ where: 'token', kind: 'cut', bytes: 20, ...forEver })],
    finds: both('connection-reset'),
  },
  {
    name: 'Entra redirects for ever',
    deeds: [fault({ where: 'token', kind: 'redirect-loop', ...forEver })],
    finds: both('captive-portal'),
  },
  {
    name: 'Entra thinks for too long',
    deeds: [fault({ where: 'token', kind: 'delay', delay: '15s', ...forEver })],
    finds: both('connection-times-out'),
  },
  {
    name: 'Entra thinks, and answers in time',
    deeds: [fault({ where: 'token', kind: 'delay', delay: 100, ...forEver })],
    finds: {},
  },
  {
    name: 'the answer of Graph ends in the middle',
    deeds: [fault({ where: 'graph', kind: 'half-json', ...forEver })],
    finds: { 'graph-sign-in': 'answer-cut-short' },
  },
  {
    name: 'Graph hangs up in the middle of its answer',
    deeds: [fault({ where: 'graph', kind: 'cut', bytes: 20, ...forEver })],
    finds: { 'graph-sign-in': 'connection-reset' },
  },
  {
    name: 'Graph redirects for ever',
    deeds: [fault({ where: 'graph', kind: 'redirect-loop', ...forEver })],
    finds: { 'graph-sign-in': 'captive-portal' },
  },
  {
    name: 'IMAP is cut off in the middle of a line',
    deeds: [fault({ where: 'imap', kind: 'cut', bytes: 40, ...forEver })],
    finds: { 'imap-sign-in': 'connection-reset' },
  },
  {
    name: 'SMTP is cut off in the middle of a line',
    deeds: [fault({ where: 'smtp', kind: 'cut', bytes: 30, ...forEver })],
    finds: { 'smtp-sign-in': 'connection-reset' },
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
  {
    name: 'the password that lives on premises has expired',
    deeds: [['set-user', { user: anna, passwordExpired: true, onPremises: true }]],
    finds: both('password-expired'),
  },
  {
    name: 'a person has to show a second factor always',
    deeds: [['set-user', { user: anna, mfaRequired: true }]],
    finds: both('mfa-required'),
  },
  {
    name: 'a second factor is demanded everywhere',
    deeds: [policies({ mfaForResources: ['exchange', 'graph'] })],
    finds: both('mfa-required'),
  },
  {
    name: "somebody else's second factor is demanded",
    deeds: [policies({ externalFactorForResources: ['exchange'] })],
    finds: { 'exchange-token': 'mfa-required' },
  },
  {
    name: 'a registered device is demanded',
    deeds: [policies({ registeredDeviceForResources: ['exchange'] })],
    finds: { 'exchange-token': 'device-not-registered' },
  },
  {
    name: 'a device of the domain is demanded',
    deeds: [policies({ joinedDeviceForResources: ['exchange'] })],
    finds: { 'exchange-token': 'device-not-compliant' },
  },
  {
    name: 'the device is known and not good enough',
    deeds: [
      policies({ compliantDeviceForResources: ['exchange'] }),
      ['set-user', { user: anna, device: 'registered' }],
    ],
    finds: { 'exchange-token': 'device-not-compliant' },
  },
  {
    name: 'an approved application is demanded',
    deeds: [policies({ approvedAppForResources: ['exchange'], approvedApps: ['Contoso Web Mail'] })],
    finds: { 'exchange-token': 'app-not-approved' },
  },
  {
    name: 'tokens have to be bound to a device',
    deeds: [policies({ tokenProtectionForResources: ['exchange'] })],
    finds: { 'exchange-token': 'token-protection-block' },
  },
  {
    name: 'the sign-in is a risk',
    deeds: [policies({ riskBlocked: true }), ['set-user', { user: anna, highRisk: true }]],
    finds: both('blocked-by-risk'),
  },
  {
    name: 'a person is too young',
    deeds: [['set-user', { user: anna, minor: true }]],
    finds: both('account-under-age'),
  },
  {
    name: 'the account is disabled by name',
    deeds: [['set-user', { user: anna, disabled: true }]],
    finds: both('account-disabled'),
  },
  {
    name: 'the tenant has no Graph',
    deeds: [['set-service', { tenant, resource: 'graph', standing: 'missing' }]],
    finds: { 'graph-token': 'resource-not-in-tenant' },
  },
  {
    name: 'answers of the older form',
    deeds: [scenario('older-answers'), scenario('sessions-revoked')],
    finds: both('grant-revoked'),
  },
  {
    name: 'IMAP and POP are off, and say so at the sign-in',
    deeds: [['set-quirks', { disabledProtocol: 'refuse' }], scenario('imap-off')],
    finds: { 'imap-sign-in': 'imap-off-for-mailbox', 'pop-sign-in': 'pop-off-for-mailbox' },
  },
  {
    name: 'IMAP has too many sessions, and says goodbye',
    deeds: [['set-quirks', { imapSessionsMax: 0, sessionOverrun: 'bye' }]],
    finds: { 'imap-sign-in': 'imap-closed-14' },
  },
  {
    name: 'SMTP refuses tokens that end soon',
    deeds: [
      ['set-quirks', { tokenWillExpireSoon: true }],
      ['set-switches', { tokenLifetimeSeconds: 300 }],
    ],
    finds: { 'smtp-sign-in': 'smtp-token-expires-soon' },
  },
  {
    name: 'the sign-in at SMTP meets an overloaded front end',
    deeds: [
      fault({
        where: 'smtp',
        kind: 'reply',
        command: 'AUTH',
        text: '451 4.7.0 Temporary server error. Please try again later. PRX4',
        ...forEver,
      }),
    ],
    finds: { 'smtp-sign-in': 'smtp-temporary-server-error' },
  },
  {
    name: 'a shared mailbox that nobody gave to her',
    deeds: [['add-mailbox', { mailbox: shared }]],
    address: shared,
    finds: {
      'imap-sign-in': 'shared-mailbox-full-access-missing',
      'pop-sign-in': 'shared-mailbox-full-access-missing',
      'graph-mail': 'graph-access-denied',
    },
  },
  {
    name: 'a shared mailbox that she may open and not send as, seen at MAIL',
    deeds: [
      ['set-quirks', { sendAsRefusal: 'at-mail' }],
      ['add-mailbox', { mailbox: shared, fullAccess: [anna] }],
    ],
    address: shared,
    finds: { 'smtp-sign-in': 'send-as-denied', 'graph-mail': 'graph-access-denied' },
  },
  {
    name: 'the secret of a daemon has expired',
    deeds: [scenario('secret-expired')],
    client: 'daemon',
    finds: { 'exchange-token': 'client-secret-expired' },
  },
  {
    name: 'a daemon is switched off',
    deeds: [scenario('app-disabled')],
    client: 'daemon',
    finds: { 'exchange-token': 'app-disabled' },
  },
  {
    name: 'a daemon has no right to the mailbox',
    deeds: [['set-mailbox', { mailbox: anna, fullAccess: [] }]],
    client: 'daemon',
    finds: {
      'imap-sign-in': 'app-full-access-missing',
      'pop-sign-in': 'app-full-access-missing',
      // SMTP says the same of a role that does not reach so far; what IMAP says comes first, and decides.
      'smtp-sign-in': 'smtp-app-rbac-not-in-scope',
    },
  },
  {
    name: 'a daemon may open the mailbox, and IMAP and POP are off',
    deeds: [scenario('imap-off')],
    client: 'daemon',
    finds: { 'imap-sign-in': 'imap-off-for-mailbox', 'pop-sign-in': 'pop-off-for-mailbox' },
  },
  {
    name: 'a daemon meets a tenant without SMTP AUTH',
    deeds: [scenario('smtp-auth-off')],
    client: 'daemon',
    finds: { 'smtp-sign-in': 'smtp-auth-off-for-tenant' },
  },
  ...(
    [
      ['the mailbox is full', { full: true }, 'own-mailbox-full'],
      ['Outlook.com takes it for too much', { outboundSpam: 'RefuseQuota' }, 'outlook-com-quota-verdict'],
      ['Outlook.com has suspended it', { outboundSpam: 'Suspend' }, 'outlook-com-suspended'],
      ['Outlook.com wants to see a person', { outboundSpam: 'HipNotify' }, 'outlook-com-wants-a-check'],
      ['the sender is restricted', { outboundSpam: 'Restricted' }, 'sender-restricted-for-spam'],
      ['the day has no recipients left', { recipientsPerDayMax: 0 }, 'daily-recipient-limit'],
      ['a message may have no recipient', { recipientsMax: 0 }, 'too-many-recipients'],
      ['messages are too large', { messageBytesMax: 100 }, 'message-larger-than-server-limit'],
    ] as const
  ).map(
    ([name, change, cause]): Row => ({
      name,
      deeds: [['set-submission', { mailbox: anna, ...change }]],
      send: true,
      finds: { 'send-to-self': cause },
    }),
  ),
  {
    name: 'too many messages are under way',
    deeds: [['set-quirks', { submissionsParallelMax: 0 }]],
    send: true,
    finds: { 'send-to-self': 'sender-thread-limit' },
  },
  ...(['after-data', 'after-data-older'] as const).map(
    (sendAsRefusal): Row => ({
      name: `a shared mailbox that she may not send as: ${sendAsRefusal}`,
      deeds: [
        ['set-quirks', { sendAsRefusal }],
        ['add-mailbox', { mailbox: shared, fullAccess: [anna] }],
      ],
      address: shared,
      send: true,
      finds: { 'send-to-self': 'send-as-denied', 'graph-mail': 'graph-access-denied' },
    }),
  ),
];

/** What cannot be seen by looking, or is no trouble, by action and member; each with its reason. */
const unseen: Readonly<Record<string, string>> = {
  'set-policies.adminConsentForMail': 'asked at the sign-in page only: a consent that was given stands',
  'set-policies.userConsentDisabled': 'asked at the sign-in page only',
  'set-policies.consentRequests': 'asked at the sign-in page only',
  'set-policies.blockedFlows': 'asked where a device code is asked for, which a visit does not do',
  'set-policies.guestsFrom': 'asked when a guest signs in; anna is at home',
  'set-policies.guestsTo': 'asked when a guest signs in; anna is at home',
  'set-policies.mfaLifetime':
    'needs a sign-in with a second factor; refused like one that has none (mfaForResources)',
  'set-app.public': 'asked for flows that refresh nothing: device code and password',
  'set-app.idTokens': 'of the sign-in page',
  'set-app.logoutUrl': 'of signing out',
  'set-user.admin': 'no trouble',
  'set-user.displayName': 'no trouble',
  'set-user.lockedFor': 'scenario account-locked',
  'set-user.mfaEnrolled': 'scenario second-factor-enrolment',
  'set-mailbox.imapEnabled': 'scenario imap-off',
  'set-mailbox.language': 'no trouble: folders are found in any language',
  'set-mailbox.sendAs': "counts for other people's mailboxes (add-mailbox)",
  'set-mailbox.aliases': 'no trouble',
  'set-tenant-mail.smtpAuthDisabled': 'scenario smtp-auth-off',
  'set-tenant-mail.sendFromAlias': 'no trouble: makes more possible',
  'set-enterprise-app.assignmentRequired': 'scenario assignment-required',
  'set-enterprise-app.assigned': 'scenario assignment-required',
  'set-policies.signInFrequency': 'scenario sign-in-frequency',
  'set-policies.blockedResources': 'scenario blocked',
  'set-quirks.bareCopyUidOnMove': 'of MOVE, which a visit does not do',
  'set-quirks.signInName': 'no trouble: the second name is tried (test/proxy/sign-in-names.test.ts)',
  'set-quirks.moveBeforeSignIn': 'no trouble',
  'set-quirks.failedSignInsMax': 'counts what else is refused',
  'set-quirks.imapSilenceMinutes': 'of connections that stay open',
  'set-quirks.popLock': 'strikes where another POP session is open',
  'set-quirks.refusalSeconds': 'how slowly something else is refused',
  'set-quirks.nonMailFolders': 'no trouble',
  'set-quirks.emptyCopyUid': 'of COPY, which a visit does not do',
  'set-quirks.estimatedSizes': 'no trouble',
  'set-quirks.oddStructures': 'of FETCH, whose answers are read all the same',
  'set-quirks.messageIds': 'no trouble',
  'set-quirks.basicAuthRefusal': 'of passwords, which are not used',
  'set-quirks.smtpTokenExpiry': 'of sessions that outlive their token',
  'set-quirks.bareLineFeeds': 'of messages that nothing here writes',
  'set-quirks.submissionsPerMinute': 'delivers later, and refuses nothing',
  'set-quirks.smtpErrorsMax': 'counts malformed commands',
  'set-quirks.serverUnavailableLine': 'a line too many, which is read over',
  'set-quirks.graphConcurrencyMax': 'a visit asks two things at a time, and the limit is four',
  'set-quirks.graphRequestsMax': 'looks like any other throttle of Graph (fault http-429)',
  'set-quirks.graphServiceMs': 'how the limit of four is counted',
  'set-quirks.graphExpiredText': 'of tokens that have expired; a visit asks for new ones',
  'set-quirks.graphLargeMime': 'of large messages',
  'set-quirks.graphPersonalMail': 'no trouble',
  'set-quirks.subscriptionMinutesMax': 'of making a subscription, which a visit does not do',
  'set-quirks.writeScopeSubscribes': 'of making a subscription, which a visit does not do',
  'set-switches.traceStyle': 'scenario older-answers',
  'set-switches.refreshTwoResources': 'of a request for two resources, which is never made',
  'set-switches.failedRedemptionConsumesCode': 'of redeeming a code',
  'set-switches.codeAtHomeTenant': 'of redeeming a code',
  'set-switches.personalMixedConsent': 'of the sign-in page',
  'set-switches.personalTokenErrors': 'scenario older-answers',
  'set-switches.deviceTwoResources': 'of asking for a device code',
  'set-switches.blockedError': 'another `error` beside the same number',
  'set-switches.declinedError': 'of the sign-in page',
  'set-switches.approvalError': 'of the sign-in page',
  'set-switches.passwordGrant': 'of passwords, which are not used',
  'set-switches.deviceSlowDown': 'of polling for a device code',
  'set-switches.sameRequestsMax': 'of asking the same again and again, which a visit does not do',
  'set-switches.caeTokenLifetimeSeconds': 'no trouble',
  'set-switches.accessTokensDieWithSessions': 'scenario older-answers',
  'set-switches.backdateSeconds': 'no trouble',
};

/** All that can be set, by the tables that the sandbox itself reads. */
function everythingThatCanBeSet(): string[] {
  const actions = ['set-user', 'set-policies', 'set-mailbox', 'set-submission', 'set-tenant-mail'] as const;
  const more = ['set-app', 'set-enterprise-app'] as const;
  const named = [...actions, ...more].flatMap((name) =>
    // Declared as any schema; these are objects.
    Object.keys((actionTable[name].input as unknown as { entries: object }).entries)
      .filter((member) => !['user', 'tenant', 'mailbox', 'app'].includes(member))
      .map((member) => `${name}.${member}`),
  );
  const quirks = Object.keys(quirkTable).map((name) => `set-quirks.${name}`);
  return [...named, ...quirks, ...Object.keys(switchTable).map((name) => `set-switches.${name}`)];
}

it('leaves no switch of the sandbox out: each is found, or there is a reason', () => {
  const found = rows.flatMap(({ deeds }) =>
    deeds.flatMap(([action, input]) => Object.keys(input).map((member) => `${action}.${member}`)),
  );
  const all = everythingThatCanBeSet();
  expect(all.length).toBeGreaterThan(80);
  expect(all.filter((name) => !found.includes(name) && !(name in unseen))).toEqual([]);
  // A reason for what is found, or is not there any more, is a stale one.
  expect(Object.keys(unseen).filter((name) => found.includes(name) || !all.includes(name))).toEqual([]);
});

/**
 * What takes a deed back without a trace; undefined where there is no such thing. A certificate is seen only where a session
 * begins anew, and what happens at the token endpoint is remembered with the grant.
 */
function takenBack([action, input]: Deed): Deed | undefined {
  const named = (plain: object): object =>
    Object.fromEntries(Object.entries(plain).filter(([member]) => member in input));
  if (action === 'add-fault')
    return 'where' in input && ['graph', 'imap', 'pop', 'smtp'].includes(String(input.where))
      ? ['clear-faults', {}]
      : undefined;
  if (action === 'set-quirks') return ['set-quirks', named(defaultsOf(quirkTable))];
  if (action === 'set-submission') return ['set-submission', { mailbox: anna, ...plainSubmission() }];
  if (action === 'set-tenant-mail') return ['set-tenant-mail', { tenant, securityDefaults: false }];
  if (action === 'set-mailbox' && !('fullAccess' in input))
    return [
      'set-mailbox',
      { mailbox: anna, ...named({ imapEnabled: true, popEnabled: true, smtpAuthDisabled: null }) },
    ];
  return undefined;
}

it('leaves no kind of fault out', () => {
  const found = rows.flatMap(({ deeds }) =>
    deeds.flatMap(([, input]) => ('kind' in input ? [String(input.kind)] : [])),
  );
  const elsewhere = [
    ...['http-502', 'http-504'], // as http-500 and http-503
    ...['expired-certificate', 'wrong-audience', 'busy'], // scenarios certificate-expired, wrong-resource and outage
  ];
  expect(faultKinds.filter((kind) => !found.includes(kind) && !elsewhere.includes(kind))).toEqual([]);
});

describe('a visit of the doctor', () => {
  let common: Promise<Home> | undefined;
  afterAll(async () => (await common)?.[Symbol.asyncDispose]());

  it.each(rows)('$name', { timeout: 30_000 }, async ({ deeds, finds, client, address, send }) => {
    const back = client === undefined && deeds.every((deed) => takenBack(deed) !== undefined);
    const home = await (back ? (common ??= connected()) : connected(client));
    const closers = new Closers();
    if (!back) closers.push(async () => home[Symbol.asyncDispose]());
    for (const deed of deeds) {
      const [action, input] = deed;
      // A table of data: what an action takes is judged by the sandbox.
      await home.sandbox.act(action as Parameters<Sandbox['act']>[0], input);
      const undo = back ? takenBack(deed) : undefined;
      if (undo)
        closers.push(async () => {
          await home.sandbox.act(undo[0] as Parameters<Sandbox['act']>[0], undo[1]);
        });
    }
    try {
      const beganAtMs = Date.now();
      const results = await home.mailgrant.doctor('anna', { address, send });
      // A message takes what it takes: a throttle is waited for before it is given up.
      expect(Date.now() - beganAtMs).toBeLessThan(send ? 28_000 : 10_000);
      const wrong = results.filter(({ verdict }) => verdict === 'failed' || verdict === 'warning');
      const named = wrong.map(({ id, explanation }) => [id, explanation?.causes[0]?.id]);
      expect(Object.fromEntries(named)).toMatchObject(finds);
      // What starts in clear text shows its certificate after STARTTLS only: there the sign-in meets what the line could not.
      expect(wrong.map(({ id }) => id).filter((id) => !(id in finds) && id !== 'smtp-sign-in')).toEqual([]);
      for (const { next } of wrong) expect(next).toMatch(/\S/);
    } finally {
      await closers.close();
    }
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

  it.each([undefined, 'web', 'daemon'] as const)(
    'finds nothing where nothing is wrong, and leaves nothing behind: client %s',
    async (client) => {
      await using home = await connected(client);
      const results = await home.mailgrant.doctor('anna', { send: true });
      expect(results.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
      expect(results.find(({ id }) => id === 'send-to-self')?.seen).toMatch(
        /sent by SMTP, found after \d+ s, deleted/,
      );
      expect(results.length).toBeGreaterThan(11);
      // Neither the message nor its copy, nor either of them in the trash.
      const left = await home.mailgrant.mailbox('anna');
      const there: string[] = [];
      for await (const { subject = '' } of left.search({}, { via: 'imap' })) there.push(subject);
      await left.close();
      expect(there.filter((subject) => subject.startsWith('mailgrant doctor'))).toEqual([]);
    },
  );

  it.each([
    ['Mail.Send', 'ok', /sent by Graph, found after \d+ s, deleted/],
    [undefined, 'unknown', /nobody has consented to Mail\.Send/],
  ] as const)('sends by Graph where SMTP AUTH is off and it may: %s', async (permission, verdict, seen) => {
    await using home = await connected(undefined, undefined, permission);
    await home.sandbox.act('play-scenario', { name: 'smtp-auth-off' });
    const results = await home.mailgrant.doctor('anna', { send: true });
    expect(results.find(({ id }) => id === 'send-to-self')).toMatchObject({
      verdict,
      seen: expect.stringMatching(seen),
    });
  });

  it('sends nothing where nobody asked for it', async () => {
    await using home = await connected();
    const results = await home.mailgrant.doctor('anna');
    expect(results.map(({ id }) => id)).not.toContain('send-to-self');
    expect(home.sandbox.mail.submissions).toEqual([]);
  });

  it('asks what would decide it where a server says the same of two things', async () => {
    await using home = await connected();
    await home.sandbox.act('set-quirks', { imapSessionsMax: 0 });
    const results = await home.mailgrant.doctor('anna');
    const { explanation } = results.find(({ id }) => id === 'imap-sign-in') ?? {};
    expect(explanation?.causes.slice(0, 2).map(({ id }) => id)).toEqual([
      'imap-off-for-mailbox',
      'too-many-imap-connections',
    ]);
    expect(explanation?.causes[0]?.sure).not.toBe('certain');
    expect(explanation?.question?.text).toMatch(/\?/);
  });

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
