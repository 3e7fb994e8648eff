// What is wrong with a person, or not enough for her tenant: read by a program that renews a token or sends a password.

import type { ActionInput } from '../../../src/sandbox/control/actions.ts';
import { type Sandbox, seed } from '../../../src/sandbox/index.ts';
import {
  authorizeUrl,
  codeFor,
  desktop,
  graph,
  outlook,
  post,
  redeem,
  refresh,
  signedIn,
  type TokenReply,
} from '../../kit/entra-client.ts';
import { form, json, password, type Row } from './row.ts';

const { contoso, lab } = seed;
const { anna } = contoso;
const dayMs = 86_400_000;
const exchangeId = '00000002-0000-0ff1-ce00-000000000000';
type Policies = Omit<ActionInput<'set-policies'>, 'tenant'>;
type Traits = Omit<ActionInput<'set-user'>, 'user'>;

/** Signs in, lets the tenant change its mind, renews for Exchange. */
async function renewed(
  sandbox: Sandbox,
  change: { policies?: Policies; user?: Traits },
  laterMs = 0,
): Promise<TokenReply> {
  const token = await signedIn(sandbox, desktop, anna);
  if (change.policies) await sandbox.act('set-policies', { tenant: contoso.domain, ...change.policies });
  if (change.user) await sandbox.act('set-user', { user: anna.name, ...change.user });
  sandbox.clock.advance(laterMs);
  return refresh(sandbox, desktop, token, { scope: `offline_access ${outlook}` });
}

const device = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code' };

async function startDevice(sandbox: Sandbox): Promise<{ device_code: string; user_code: string }> {
  const reply = await json(
    sandbox,
    '/common/oauth2/v2.0/devicecode',
    form({ client_id: desktop.appId, scope: `offline_access ${outlook}` }),
  );
  return { device_code: reply.text('device_code'), user_code: reply.text('user_code') };
}

export const byPolicy: Row[] = [
  {
    does: 'an account that is gone, by its refresh token',
    async act(s) {
      const token = await signedIn(s, desktop, anna);
      await s.act('remove-user', { user: anna.name });
      return refresh(s, desktop, token);
    },
    error: 'invalid_grant',
    code: 50034,
    suberror: 'bad_token',
    text: 'The user account {EUII Hidden} does not exist in the common directory.',
  },
  {
    does: 'a locked account, by its refresh token',
    act: (s) => renewed(s, { user: { lockedFor: '1h' } }),
    error: 'invalid_grant',
    code: 50053,
    text: "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
  },
  {
    does: 'the right password after ten wrong ones',
    async act(s) {
      for (let time = 0; time < 10; time += 1) await password(s, { password: `wrong ${time}` });
      return password(s);
    },
    error: 'invalid_grant',
    code: 50053,
    text: 'The account is locked',
  },
  {
    does: 'a password for an account that has none',
    act(s) {
      s.directory.addUser({
        tenantId: contoso.tenantId,
        userPrincipalName: 'keys@contoso.example',
        password: '',
      });
      return password(s, { username: 'keys@contoso.example', password: 'guess' });
    },
    error: 'invalid_grant',
    code: 50056,
    text: 'Invalid or null password: password does not exist in the directory for this user.',
  },
  {
    does: 'a name without a domain at /organizations',
    act: (s) => password(s, { username: 'anna' }, 'organizations'),
    error: 'invalid_request',
    code: 50059,
    text: 'No tenant-identifying information found',
  },
  {
    does: 'a domain that no tenant has at /organizations',
    act: (s) => password(s, { username: 'anna@nowhere.example' }, 'organizations'),
    error: 'invalid_request',
    code: 50128,
    text: 'Invalid domain name - No tenant-identifying information found',
  },
  {
    does: 'a password grant without a password',
    act: (s) => password(s, { password: undefined }),
    error: 'invalid_request',
    code: 90014,
    text: "The required field 'password' is missing from the credential.",
  },
  {
    does: 'an unknown name by password grant',
    act: (s) => password(s, { username: 'nobody@contoso.example' }),
    error: 'invalid_grant',
    code: 50034,
    text: 'The user account nobody@contoso.example does not exist in the Contoso directory.',
  },
  {
    does: 'a password under security defaults',
    async act(s) {
      await s.act('set-tenant-mail', { tenant: contoso.domain, securityDefaults: true });
      return password(s);
    },
    error: 'invalid_grant',
    code: 530035,
    suberror: 'message_only',
    text: 'Access has been blocked by security defaults.',
  },
  {
    does: 'an allowed password grant without consent',
    async act(s) {
      await s.act('set-switches', { passwordGrant: 'allow' });
      return password(s);
    },
    error: 'invalid_grant',
    code: 65001,
    suberror: 'consent_required',
    text: 'The user or administrator has not consented to use the application',
  },
  {
    does: 'a password that has expired on premises',
    act: (s) => renewed(s, { user: { passwordExpired: true, onPremises: true } }),
    error: 'invalid_grant',
    code: 50144,
    suberror: 'user_password_expired',
    text: "The user's Active Directory password has expired.",
  },
  {
    does: 'a code after the password was changed',
    async act(s) {
      const code = await codeFor(s, desktop, anna);
      await s.act('set-password', { user: anna.name, password: 'another-1' });
      return redeem(s, desktop, code);
    },
    error: 'invalid_grant',
    code: 50133,
    suberror: 'bad_token',
    text: 'The session is not valid due to password expiration or recent password change.',
  },
  {
    does: 'a second factor that the person has to show everywhere',
    act: (s) => renewed(s, { user: { mfaRequired: true } }),
    error: 'invalid_grant',
    code: 50074,
    suberror: 'basic_action',
    text: 'Strong Authentication is required.',
  },
  {
    does: 'a second factor from who has none',
    act: (s) => renewed(s, { policies: { mfaForResources: ['exchange'] }, user: { mfaEnrolled: false } }),
    error: 'invalid_grant',
    code: 50079,
    suberror: 'basic_action',
    text: `Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '${exchangeId}'.`,
  },
  {
    does: 'a second factor that was shown too long ago',
    async act(s) {
      await s.act('set-policies', {
        tenant: contoso.domain,
        mfaForResources: ['exchange'],
        mfaLifetime: '1d',
      });
      const token = await signedIn(s, desktop, anna);
      s.clock.advance(dayMs);
      return refresh(s, desktop, token, { scope: outlook });
    },
    error: 'invalid_grant',
    code: 50078,
    suberror: 'basic_action',
    text: `Presented multi-factor authentication has expired due to policies configured by your administrator, you must refresh your multi-factor authentication to access '${exchangeId}'.`,
  },
  {
    does: 'a second factor of somebody else',
    act: (s) => renewed(s, { policies: { externalFactorForResources: ['exchange'] } }),
    error: 'invalid_grant',
    code: 50158,
    suberror: 'basic_action',
    text: 'External security challenge was not satisfied.',
  },
  {
    does: 'an authentication context that wants more than a password',
    async act(s) {
      const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
      return refresh(s, desktop, await signedIn(s, desktop, anna), { claims });
    },
    error: 'invalid_grant',
    code: 50076,
    suberror: 'basic_action',
    text: 'Due to a configuration change made by your administrator',
  },
  {
    does: 'a registered device from who has none',
    act: (s) => renewed(s, { policies: { registeredDeviceForResources: ['exchange'] } }),
    error: 'invalid_grant',
    code: 50097,
    suberror: 'additional_action',
    text: 'Device authentication is required.',
  },
  {
    does: 'a managed device from who has another',
    act: (s) =>
      renewed(s, { policies: { compliantDeviceForResources: ['exchange'] }, user: { device: 'registered' } }),
    error: 'invalid_grant',
    code: 53000,
    suberror: 'additional_action',
    text: 'Your device is required to be managed to access this resource.',
  },
  {
    does: 'a domain-joined device from who has another',
    act: (s) =>
      renewed(s, { policies: { joinedDeviceForResources: ['exchange'] }, user: { device: 'compliant' } }),
    error: 'invalid_grant',
    code: 53001,
    suberror: 'additional_action',
    text: 'Device is not in required device state: domain joined.',
  },
  {
    does: 'an approved application of one that is not',
    act: (s) =>
      renewed(s, { policies: { approvedAppForResources: ['exchange'], approvedApps: ['Contoso Web Mail'] } }),
    error: 'invalid_grant',
    code: 53002,
    suberror: 'message_only',
    text: 'The app used is not an approved app for Conditional Access.',
  },
  {
    does: 'a token that would have to be bound',
    act: (s) => renewed(s, { policies: { tokenProtectionForResources: ['exchange'] } }),
    error: 'invalid_grant',
    code: 530084,
    suberror: 'message_only',
    text: 'Access has been blocked by conditional access token protection policy configured by this organization.',
  },
  {
    does: 'a sign-in that is too old, renewed in between',
    async act(s) {
      await s.act('set-policies', { tenant: contoso.domain, signInFrequency: '1d' });
      const token = await signedIn(s, desktop, anna);
      s.clock.advance(dayMs / 2);
      const later = await refresh(s, desktop, token);
      s.clock.advance(dayMs / 2);
      return refresh(s, desktop, later.text('refresh_token'));
    },
    error: 'invalid_grant',
    code: 70043,
    suberror: 'bad_token',
    text: 'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access. The token was issued on ',
  },
  {
    does: 'a person who is not assigned to the application',
    async act(s) {
      const token = await signedIn(s, desktop, anna);
      await s.act('set-enterprise-app', {
        tenant: contoso.domain,
        app: 'Contoso Desktop Mail',
        assignmentRequired: true,
        assigned: [contoso.ben.name],
      });
      return refresh(s, desktop, token);
    },
    error: 'invalid_grant',
    code: 50105,
    text: 'Your administrator has configured the application Contoso Desktop Mail',
  },
  {
    does: 'a tenant that the proxy does not let through, by a refresh token',
    async act(s) {
      const token = await signedIn(s, desktop, anna);
      const headers = { 'restrict-access-to-tenants': lab.domain };
      return refresh(s, { ...desktop, headers }, token);
    },
    error: 'access_denied',
    code: 500021,
    text: "Access to 'Contoso' tenant is denied.",
  },
  {
    does: 'a refresh token at a tenant where the invitation was not accepted',
    async act(s) {
      const token = await signedIn(s, desktop, anna);
      await s.act('add-guest', { user: anna.name, tenant: lab.domain, accepted: false });
      return refresh(s, { ...desktop, tenant: lab.domain }, token, { scope: graph });
    },
    error: 'invalid_grant',
    code: 50014,
    text: "The user's redemption is in a pending state.",
  },
  {
    does: 'a device code that is not approved yet',
    act: async (s) => post(s, desktop, { ...device, ...(await startDevice(s)) }),
    error: 'authorization_pending',
    code: 70016,
    text: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  },
  {
    does: 'a device code after a quarter of an hour',
    async act(s) {
      const started = await startDevice(s);
      s.clock.advance(900_000);
      return post(s, desktop, { ...device, ...started });
    },
    error: 'expired_token',
    code: 70020,
    text: "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
  },
  {
    does: 'a device code that was declined',
    async act(s) {
      const started = await startDevice(s);
      await s.visitor.approveDevice(started.user_code, {
        user: anna.name,
        password: anna.password,
        consent: 'decline',
      });
      return post(s, desktop, { ...device, ...started });
    },
    error: 'authorization_declined',
    code: 65004,
    text: 'User declined to consent to access the app.',
  },
  {
    does: 'a silent request without a session, for the record of its URL',
    async act(s) {
      // What a program reads of a redirect it can read without a browser.
      const answer = await fetch(authorizeUrl({ ...s, urls: s.urls }, desktop, { prompt: 'none' }), {
        redirect: 'manual',
      });
      const fields = new URL(answer.headers.get('location') ?? '').searchParams;
      const text = fields.get('error_description') ?? '';
      return {
        where: 'redirect',
        status: answer.status,
        error: fields.get('error') ?? undefined,
        code: Number(/^AADSTS(\d+)/.exec(text)?.[1]),
        suberror: undefined,
        text: text.replace(/^AADSTS\d+: /, ''),
      };
    },
    where: 'redirect',
    error: 'login_required',
    code: 50058,
    text: 'A silent sign-in request was sent but no user is signed in.',
  },
];
