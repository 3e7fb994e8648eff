// One sign-in from its first page to its end. Each request moves it one step: who, password, standing, second factor,
// policy, consent, done. Why somebody signs in is the purpose's affair; what a form brought is submit.ts's.

import { consumersTenantId, type Tenant, type User } from '../../model.ts';
import { accountOrRefusal, checkRestriction } from '../account.ts';
import type { RequestIds } from '../answer.ts';
import { approvalRequestPage, consentPage, needApprovalPage } from '../pages/consent.ts';
import {
  accountPage,
  chooserPage,
  confirmPage,
  enrolPage,
  passwordPage,
  secondFactorPage,
} from '../pages/sign-in.ts';
import {
  checkAccess,
  checkAccount,
  checkAssignment,
  checkEnabled,
  checkService,
  factorWanted,
  refuseFactor,
  signInDueMs,
} from '../policy.ts';
import { refuse } from '../refusal.ts';
import { consentResources } from '../scope.ts';
import { placeName } from '../segment.ts';
import type { World } from '../world.ts';
import { asksOf, needsAdministrator } from './agreement.ts';
import { chooseFromSession, hintedName, usableAccounts } from './choose.ts';
import { rolesAsked } from './roles.ts';
import type { Flow, SignedIn } from './sessions.ts';

/** The next page of the flow, or its end. @throws EntraRefusal for a page, or for the application. */
export async function proceed(world: World, flow: Flow, ids: RequestIds): Promise<Response> {
  const { purpose, session } = flow;
  chooseFromSession(world, flow);
  const person = flow.userId === undefined ? undefined : world.directory.users.get(flow.userId);
  if (!person) {
    const signedIn = usableAccounts(world, flow);
    return signedIn.length > 0 && !flow.accountChosen
      ? chooserPage(flow, signedIn)
      : accountPage(flow, hintedName(flow));
  }
  const signedIn = session.accounts.get(person.id);
  // The session may have been revoked while the consent page was open.
  if (!flow.authenticated || !signedIn) return passwordPage(flow, person.userPrincipalName);
  const user = accountOrRefusal(world, purpose.segment, person, purpose.app);
  checkRestriction(world, purpose.restriction, user);
  checkAccount(world, user);
  checkEnabled(purpose.app, user.tenantId);
  checkAssignment(purpose.app, user);
  if (tooOld(world, flow, user, signedIn)) {
    flow.authenticated = false;
    return passwordPage(flow, person.userPrincipalName);
  }
  const tenant = world.directory.tenants.get(user.tenantId);
  const question =
    policyQuestion(world, flow, { user, person, tenant, signedIn }) ??
    (purpose.device && !flow.confirmed ? confirmPage(flow, person.userPrincipalName) : undefined) ??
    consentQuestion(world, flow, user, tenant);
  if (question) return question;
  world.flows.end(flow);
  session.apps.add(purpose.app.appId);
  return purpose.complete({ user, signedIn, sessionId: session.publicId }, ids);
}

/** max_age and the tenant's sign-in frequency. @throws EntraRefusal 50058, 70044 where nobody may be asked. */
function tooOld(world: World, flow: Flow, user: User, { authTimeMs }: SignedIn): boolean {
  const { prompt, maxAgeMs } = flow.purpose;
  const nowMs = world.clock.now();
  // A sign-in of this very flow is as fresh as it gets, also for max_age=0.
  if (flow.passwordGiven) return false;
  const byPolicy = (signInDueMs(world, user, authTimeMs) ?? Number.POSITIVE_INFINITY) <= nowMs;
  const byRequest = maxAgeMs !== undefined && authTimeMs + maxAgeMs <= nowMs;
  if (prompt === 'none' && byPolicy) throw refuse(70044);
  if (prompt === 'none' && byRequest) throw refuse(50058);
  return byPolicy || byRequest;
}

function policyQuestion(
  world: World,
  flow: Flow,
  who: { user: User; person: User; tenant: Tenant | undefined; signedIn: SignedIn },
): Promise<Response> | undefined {
  const { purpose } = flow;
  const { user, person, tenant, signedIn } = who;
  const resources = flowResources(flow);
  for (const id of resources) checkService(tenant, id, 'page');
  if (purpose.device && tenant?.policies.blockedFlows.includes('device_code')) throw refuse(530032);
  const standing = { user, app: purpose.app, resources };
  checkAccess(world, standing, 'page');
  const { amr, mfaAtMs } = signedIn;
  const wanted = factorWanted(world, standing, { amr, mfaAtMs, stepUp: purpose.claims.contexts.length > 0 });
  if (wanted.kind === 'none') return undefined;
  if (wanted.kind === 'external') throw refuse(50158, {}, { page: purpose.prompt !== 'none' });
  if (purpose.prompt === 'none') refuseFactor(wanted, person, 'silent');
  if (person.traits.mfaEnrolled) return secondFactorPage(flow, person.userPrincipalName);
  if (person.traits.highRisk) throw refuse(53004);
  return enrolPage(flow, person.userPrincipalName);
}

function flowResources({ purpose }: Flow): string[] {
  const options = { appName: purpose.app.displayName, tenant: placeName(purpose.segment) };
  return consentResources(purpose.scopes, options).map(({ resource }) => resource.appId);
}

function consentQuestion(
  world: World,
  flow: Flow,
  user: User,
  tenant: Tenant | undefined,
): Promise<Response> | undefined {
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
  if (needsAdministrator(tenant, user, asks)) {
    return tenant?.policies.consentRequests
      ? approvalRequestPage(flow, user, asks)
      : needApprovalPage(flow, user);
  }
  const organization = user.tenantId === consumersTenantId ? undefined : tenant?.displayName;
  return consentPage(flow, { user, asks: asks.filter(({ names }) => names.length > 0), roles, organization });
}
