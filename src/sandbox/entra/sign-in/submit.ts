// What a form of a sign-in page brought, and what it does to the flow. A form can be forged by its own user: what its
// page would not have offered is checked again.

import { consumersTenantId, type User } from '../../model.ts';
import { accountAt } from '../account.ts';
import type { RequestIds } from '../answer.ts';
import { notePage } from '../pages/message.ts';
import { accountPage, passwordPage, secondFactorPage } from '../pages/sign-in.ts';
import { checkAccount, checkPassword, homeOf } from '../policy.ts';
import { EntraRefusal, refuse } from '../refusal.ts';
import { isConsumers, notForConsumers } from '../segment.ts';
import type { World } from '../world.ts';
import { asksOf, needsAdministrator, recordAgreement } from './agreement.ts';
import { proceed } from './flow.ts';
import type { Flow } from './sessions.ts';

type Fields = Readonly<Record<string, string>>;
type Step = (world: World, flow: Flow, fields: Fields, ids: RequestIds) => Promise<Response>;

/** @throws EntraRefusal as `proceed`. */
export async function submit(world: World, flow: Flow, fields: Fields, ids: RequestIds): Promise<Response> {
  const name = fields['step'] ?? '';
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (!step) throw refuse(900144, { parameter: 'step' });
  return step(world, flow, fields, ids);
}

const steps: Readonly<Record<string, Step>> = {
  account: submitAccount,
  choose: submitChoice,
  password: submitPassword,
  enrol: submitEnrolment,
  'second-factor': submitSecondFactor,
  confirm(world, flow, fields, ids) {
    if (fields['action'] !== 'continue') return decline(world, flow, ids);
    flow.confirmed = true;
    return proceed(world, flow, ids);
  },
  consent: submitAnswer,
  approval: submitAnswer,
};

async function submitAccount(world: World, flow: Flow, fields: Fields, ids: RequestIds): Promise<Response> {
  const { segment, app } = flow.purpose;
  const name = fields['loginfmt'] ?? '';
  const typed = world.directory.userByName(name.trim());
  const user = typed && homeOf(world, typed);
  flow.accountChosen = true;
  const again = (text: string, code?: number): Promise<Response> =>
    accountPage(flow, { name, problem: { text, code } });
  if (!user) {
    return again(
      segment.kind === 'common' || isConsumers(segment)
        ? "We couldn't find an account with that username. Try another account."
        : 'This username may be incorrect. Make sure you typed it correctly. Otherwise, contact your admin.',
      50034,
    );
  }
  const personal = user.tenantId === consumersTenantId;
  if (personal && app.signInAudience === 'AzureADMultipleOrgs' && segment.kind === 'common') {
    throw notForConsumers(app, 'authorize');
  }
  if (personal && !accountAt(world, segment, user)) {
    return again(
      "You can't sign in here with a personal account. Use your work or school account instead.",
      500208,
    );
  }
  if (!personal && isConsumers(segment)) {
    return again("You can't sign in here with a work or school account. Use your personal account instead.");
  }
  flow.userId = user.id;
  flow.authenticated = false;
  return proceed(world, flow, ids);
}

async function submitChoice(world: World, flow: Flow, fields: Fields, ids: RequestIds): Promise<Response> {
  const userId = fields['user'] ?? '';
  flow.accountChosen = true;
  if (userId !== '' && flow.session.accounts.has(userId)) {
    flow.userId = userId;
    flow.authenticated = flow.purpose.prompt !== 'login';
  }
  return proceed(world, flow, ids);
}

async function submitPassword(world: World, flow: Flow, fields: Fields, ids: RequestIds): Promise<Response> {
  const user = personOf(world, flow);
  if (fields['action'] === 'back' || !user) {
    flow.userId = undefined;
    flow.accountChosen = true;
    return accountPage(flow);
  }
  try {
    checkPassword(world, user, fields['passwd'] ?? '');
  } catch (error) {
    if (!(error instanceof EntraRefusal) || error.code !== 50126) throw error;
    const text =
      user.tenantId === consumersTenantId
        ? "That password is incorrect for your account. If you don't remember it, reset it now."
        : "Your account or password is incorrect. If you don't remember your password, reset it now.";
    return passwordPage(flow, user.userPrincipalName, { text, code: error.code });
  }
  checkAccount(world, user);
  flow.authenticated = true;
  flow.passwordGiven = true;
  flow.session.lost.delete(user.id);
  flow.session.accounts.set(user.id, {
    userId: user.id,
    authTimeMs: world.clock.now(),
    amr: ['pwd'],
    mfaAtMs: undefined,
  });
  return proceed(world, flow, ids);
}

async function submitEnrolment(
  world: World,
  flow: Flow,
  _fields: Fields,
  ids: RequestIds,
): Promise<Response> {
  const user = personOf(world, flow);
  if (user && flow.authenticated) user.traits.mfaEnrolled = true;
  return proceed(world, flow, ids);
}

async function submitSecondFactor(
  world: World,
  flow: Flow,
  fields: Fields,
  ids: RequestIds,
): Promise<Response> {
  const user = personOf(world, flow);
  const signedIn = user && flow.session.accounts.get(user.id);
  if (!signedIn || !flow.authenticated) return proceed(world, flow, ids);
  if (!/^\d{6}$/.test(fields['otc'] ?? '')) {
    const text = "You didn't enter the expected verification code. Please try again.";
    return secondFactorPage(flow, user.userPrincipalName, { text });
  }
  signedIn.amr = [...new Set([...signedIn.amr, 'mfa'])];
  signedIn.mfaAtMs = world.clock.now();
  return proceed(world, flow, ids);
}

/** Consent page, "need admin approval", and the request for an approval. */
async function submitAnswer(world: World, flow: Flow, fields: Fields, ids: RequestIds): Promise<Response> {
  const { purpose, session } = flow;
  const person = personOf(world, flow);
  const user = person && accountAt(world, purpose.segment, person);
  if (!user || !flow.authenticated || !session.accounts.has(person.id)) return proceed(world, flow, ids);
  const tenant = world.directory.tenants.get(user.tenantId);
  const forbidden = needsAdministrator(tenant, user, asksOf(world, purpose, user));
  switch (fields['action'] ?? '') {
    case 'accept':
      if (forbidden || (purpose.forTenant && !user.admin)) return proceed(world, flow, ids);
      recordAgreement(world, purpose, user, {
        forTenant: purpose.forTenant || (user.admin && fields['forAll'] === 'true'),
      });
      flow.consented = true;
      return proceed(world, flow, ids);
    case 'switch':
      flow.userId = undefined;
      flow.authenticated = false;
      flow.accountChosen = true;
      return accountPage(flow);
    case 'request':
      world.flows.end(flow);
      return notePage({
        title: 'Request sent',
        text: 'You will be notified when your administrator reviews your request.',
      });
    default:
      return forbidden ? refuseApproval(world, flow, ids) : decline(world, flow, ids);
  }
}

function personOf(world: World, flow: Flow): User | undefined {
  return flow.userId === undefined ? undefined : world.directory.users.get(flow.userId);
}

async function decline(world: World, flow: Flow, ids: RequestIds): Promise<Response> {
  world.flows.end(flow);
  return flow.purpose.fail(refuse(65004, {}, { error: world.switches.declinedError }), ids);
}

/** "Return to the application without granting consent". */
async function refuseApproval(world: World, flow: Flow, ids: RequestIds): Promise<Response> {
  const { app, segment } = flow.purpose;
  world.flows.end(flow);
  const person = personOf(world, flow);
  const account = person && accountAt(world, segment, person);
  const tenant = world.directory.tenants.get(account?.tenantId ?? '');
  const options = { error: world.switches.approvalError, page: false };
  return flow.purpose.fail(
    tenant?.policies.consentRequests
      ? refuse(90095, {}, options)
      : refuse(90094, { tenant: tenant?.displayName ?? '', appName: app.displayName }, options),
    ids,
  );
}
