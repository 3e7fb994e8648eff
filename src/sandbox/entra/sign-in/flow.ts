// One sign-in from its first page to its end. Each request moves it one step: who, password, kind of account, second
// factor, policy, consent, done. Why somebody signs in is the purpose's affair.

import { consumersTenantId, type Tenant, type User } from '../../model.ts';
import type { RequestIds } from '../answer.ts';
import { consentPage, needApprovalPage } from '../pages/consent.ts';
import { accountPage, chooserPage, confirmPage, passwordPage, secondFactorPage } from '../pages/sign-in.ts';
import { refuse } from '../refusal.ts';
import { consentResources } from '../scope.ts';
import { admits, isConsumers, notForConsumers, placeName } from '../segment.ts';
import type { World } from '../world.ts';
import { asksOf, needsAdministrator, recordAgreement } from './agreement.ts';
import { rolesAsked } from './roles.ts';
import type { Flow } from './sessions.ts';

/** The next page of the flow, or its end. @throws EntraRefusal for a page, or for the application. */
export async function proceed(world: World, flow: Flow, ids: RequestIds): Promise<Response> {
  const { purpose, session } = flow;
  chooseFromSession(world, flow);
  const user = flow.userId === undefined ? undefined : world.directory.users.get(flow.userId);
  if (!user) {
    const signedIn = usable(world, flow);
    return signedIn.length > 0 && !flow.accountChosen
      ? chooserPage(flow, signedIn)
      : accountPage(flow, hinted(flow));
  }
  if (!flow.authenticated) return passwordPage(flow, user.userPrincipalName);
  checkUser(flow, user);
  const signedIn = session.accounts.get(user.id);
  // The session may have been revoked while the consent page was open.
  if (!signedIn) return passwordPage(flow, user.userPrincipalName);
  const tenant = world.directory.tenants.get(user.tenantId);
  if (demandsSecondFactor(flow, tenant) && !signedIn.amr.includes('mfa')) {
    if (purpose.prompt === 'none') throw refuse(50079, { resource: secondFactorResource(flow, tenant) });
    return secondFactorPage(flow, user.userPrincipalName);
  }
  checkBlocked(world, flow, tenant);
  if (purpose.confirm && !flow.confirmed) return confirmPage(flow, user.userPrincipalName);
  const question = await consentQuestion(world, flow, user, tenant);
  if (question) return question;
  world.flows.end(flow);
  return purpose.complete({ user, signedIn, sessionId: session.publicId }, ids);
}

/** What a form of the flow brought. @throws EntraRefusal as `proceed`. */
export async function submit(
  world: World,
  flow: Flow,
  fields: Readonly<Record<string, string>>,
  ids: RequestIds,
): Promise<Response> {
  switch (fields['step'] ?? '') {
    case 'account':
      return submitAccount(world, flow, fields['loginfmt'] ?? '', ids);
    case 'choose':
      return submitChoice(world, flow, fields['user'] ?? '', ids);
    case 'password':
      return submitPassword(world, flow, fields, ids);
    case 'second-factor':
      return submitSecondFactor(world, flow, fields['otc'] ?? '', ids);
    case 'confirm':
      if (fields['action'] !== 'continue') return decline(world, flow, ids);
      flow.confirmed = true;
      return proceed(world, flow, ids);
    case 'consent':
    case 'approval':
      return submitAnswer(world, flow, fields, ids);
    default:
      throw refuse(900144, { parameter: 'step' });
  }
}

async function submitAccount(world: World, flow: Flow, name: string, ids: RequestIds): Promise<Response> {
  const { segment, app } = flow.purpose;
  const user = world.directory.userByName(name.trim());
  flow.accountChosen = true;
  if (!user) {
    return accountPage(flow, {
      name,
      problem:
        segment.kind === 'common' || isConsumers(segment)
          ? "We couldn't find an account with that username. Try another account."
          : 'This username may be incorrect. Make sure you typed it correctly. Otherwise, contact your admin.',
    });
  }
  const personal = user.tenantId === consumersTenantId;
  if (personal && app.signInAudience === 'AzureADMultipleOrgs' && segment.kind === 'common') {
    throw notForConsumers(app, 'authorize');
  }
  if (personal && segment.kind !== 'common' && !isConsumers(segment)) {
    return accountPage(flow, {
      name,
      problem: "You can't sign in here with a personal account. Use your work or school account instead.",
    });
  }
  if (!personal && isConsumers(segment)) {
    return accountPage(flow, {
      name,
      problem: "You can't sign in here with a work or school account. Use your personal account instead.",
    });
  }
  flow.userId = user.id;
  flow.authenticated = false;
  return proceed(world, flow, ids);
}

async function submitChoice(world: World, flow: Flow, userId: string, ids: RequestIds): Promise<Response> {
  flow.accountChosen = true;
  if (userId !== '' && flow.session.accounts.has(userId)) {
    flow.userId = userId;
    flow.authenticated = flow.purpose.prompt !== 'login';
  }
  return proceed(world, flow, ids);
}

async function submitPassword(
  world: World,
  flow: Flow,
  fields: Readonly<Record<string, string>>,
  ids: RequestIds,
): Promise<Response> {
  const user = flow.userId === undefined ? undefined : world.directory.users.get(flow.userId);
  if (fields['action'] === 'back' || !user) {
    flow.userId = undefined;
    flow.accountChosen = true;
    return accountPage(flow);
  }
  if (fields['passwd'] !== user.password) {
    return passwordPage(
      flow,
      user.userPrincipalName,
      user.tenantId === consumersTenantId
        ? "That password is incorrect for your account. If you don't remember it, reset it now."
        : "Your account or password is incorrect. If you don't remember your password, reset it now.",
    );
  }
  checkUser(flow, user);
  if (user.passwordExpired) throw refuse(50055);
  flow.authenticated = true;
  flow.session.accounts.set(user.id, { userId: user.id, authTimeMs: world.clock.now(), amr: ['pwd'] });
  return proceed(world, flow, ids);
}

async function submitSecondFactor(
  world: World,
  flow: Flow,
  code: string,
  ids: RequestIds,
): Promise<Response> {
  const signedIn = flow.userId === undefined ? undefined : flow.session.accounts.get(flow.userId);
  if (!signedIn || !flow.authenticated) return proceed(world, flow, ids);
  if (!/^\d{6}$/.test(code)) {
    const user = world.directory.users.get(signedIn.userId);
    return secondFactorPage(
      flow,
      user?.userPrincipalName ?? '',
      "You didn't enter the expected verification code. Please try again.",
    );
  }
  signedIn.amr = [...new Set([...signedIn.amr, 'mfa'])];
  return proceed(world, flow, ids);
}

/** Consent page and "need admin approval" page. */
async function submitAnswer(
  world: World,
  flow: Flow,
  fields: Readonly<Record<string, string>>,
  ids: RequestIds,
): Promise<Response> {
  const { purpose, session } = flow;
  const user = flow.userId === undefined ? undefined : world.directory.users.get(flow.userId);
  if (!user || !flow.authenticated || !session.accounts.has(user.id)) return proceed(world, flow, ids);
  switch (fields['action'] ?? '') {
    case 'accept': {
      const tenant = world.directory.tenants.get(user.tenantId);
      // A form can be forged by its own user: what the page would not have offered is checked again.
      if (
        needsAdministrator(tenant, user, asksOf(world, purpose, user)) ||
        (purpose.forTenant && !user.admin)
      ) {
        return proceed(world, flow, ids);
      }
      recordAgreement(world, purpose, user, {
        forTenant: purpose.forTenant || (user.admin && fields['forAll'] === 'true'),
      });
      flow.consented = true;
      return proceed(world, flow, ids);
    }
    case 'switch':
      flow.userId = undefined;
      flow.authenticated = false;
      flow.accountChosen = true;
      return accountPage(flow);
    default:
      return decline(world, flow, ids);
  }
}

async function decline(world: World, flow: Flow, ids: RequestIds): Promise<Response> {
  world.flows.end(flow);
  return flow.purpose.fail(refuse(65004), ids);
}

/** Single sign-on: takes an account of the browser's session where the request leaves no doubt which. */
function chooseFromSession(world: World, flow: Flow): void {
  const { purpose, session } = flow;
  if (flow.userId !== undefined || flow.accountChosen) return;
  const accounts = usable(world, flow);
  const hint = purpose.prompt === 'select_account' ? undefined : purpose.loginHint?.toLowerCase();
  const byHint = accounts.find((user) => user.userPrincipalName.toLowerCase() === hint);
  if (purpose.prompt === 'none') {
    const [only, second] = byHint ? [byHint] : accounts;
    if (!only || (hint !== undefined && !byHint)) throw refuse(50058);
    if (second) throw refuse(16000);
    flow.userId = only.id;
    flow.authenticated = true;
    return;
  }
  if (purpose.prompt === 'select_account') return;
  if (hint !== undefined) {
    const user = world.directory.userByName(hint);
    if (!user || !kindFits(flow, user)) return;
    flow.userId = user.id;
    flow.authenticated = purpose.prompt !== 'login' && session.accounts.has(user.id);
    return;
  }
  const [only, second] = accounts;
  if (only && !second && purpose.prompt !== 'login') {
    flow.userId = only.id;
    flow.authenticated = true;
  }
}

function usable(world: World, flow: Flow): User[] {
  const { segment, domainHint } = flow.purpose;
  return [...flow.session.accounts.keys()].flatMap((id) => {
    const user = world.directory.users.get(id);
    if (!user || !admits(segment, user) || !kindFits(flow, user)) return [];
    const personal = user.tenantId === consumersTenantId;
    if (domainHint === 'consumers' && !personal) return [];
    if (domainHint === 'organizations' && personal) return [];
    return [user];
  });
}

/** Personal or work, as the segment and the registration want it. */
function kindFits(flow: Flow, user: User): boolean {
  const { segment, app } = flow.purpose;
  const personal = user.tenantId === consumersTenantId;
  if (personal && app.signInAudience === 'AzureADMultipleOrgs') return false;
  return (
    segment.kind === 'common' ||
    (segment.kind === 'organizations' ? !personal : isConsumers(segment) === personal)
  );
}

function hinted(flow: Flow): { name?: string } {
  const { loginHint, prompt } = flow.purpose;
  return loginHint === undefined || prompt === 'select_account' ? {} : { name: loginHint };
}

function checkUser(flow: Flow, user: User): void {
  const { segment, app } = flow.purpose;
  if (!admits(segment, user)) {
    throw refuse(50020, {
      user: user.userPrincipalName,
      idp: `https://sts.windows.net/${user.tenantId}/`,
      tenant: placeName(segment),
      app: app.appId,
      appName: app.displayName,
    });
  }
  if (user.disabled) throw refuse(50057);
}

function demandsSecondFactor(flow: Flow, tenant: Tenant | undefined): boolean {
  return secondFactorResource(flow, tenant) !== '';
}

function secondFactorResource(flow: Flow, tenant: Tenant | undefined): string {
  return flowResources(flow).find((id) => tenant?.policies.mfaForResources.includes(id)) ?? '';
}

function checkBlocked(world: World, flow: Flow, tenant: Tenant | undefined): void {
  if (flowResources(flow).some((id) => tenant?.policies.blockedResources.includes(id))) {
    throw refuse(53003, {}, { error: world.switches.blockedError });
  }
}

function flowResources(flow: Flow): string[] {
  const options = { appName: flow.purpose.app.displayName, tenant: placeName(flow.purpose.segment) };
  return consentResources(flow.purpose.scopes, options).map(({ resource }) => resource.appId);
}

async function consentQuestion(
  world: World,
  flow: Flow,
  user: User,
  tenant: Tenant | undefined,
): Promise<Response | undefined> {
  const { purpose } = flow;
  const asks = asksOf(world, purpose, user);
  const roles = rolesAsked(purpose);
  if (flow.consented) return undefined;
  const missing = asks.some((ask) => ask.missing.length > 0);
  if (!missing && !purpose.forTenant && purpose.prompt !== 'consent') return undefined;
  if (purpose.prompt === 'none') {
    throw refuse(
      65001,
      { app: purpose.app.appId, appName: purpose.app.displayName },
      { error: 'consent_required' },
    );
  }
  if (purpose.forTenant && !user.admin) throw refuse(900941);
  if (needsAdministrator(tenant, user, asks)) return needApprovalPage(flow, user);
  const organization = user.tenantId === consumersTenantId ? undefined : tenant?.displayName;
  return consentPage(flow, { user, asks: asks.filter(({ names }) => names.length > 0), roles, organization });
}
