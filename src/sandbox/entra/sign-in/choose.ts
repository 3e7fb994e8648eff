// Who it is that signs in, as far as the request and the browser's session leave no doubt. Nobody is asked here.

import { consumersTenantId, type User } from '../../model.ts';
import { accountAt } from '../account.ts';
import { refuse } from '../refusal.ts';
import { isConsumers } from '../segment.ts';
import type { World } from '../world.ts';
import type { Flow } from './sessions.ts';

/** Single sign-on. @throws EntraRefusal 16000, 50058, 50132 where nobody may be asked. */
export function chooseFromSession(world: World, flow: Flow): void {
  const { purpose, session } = flow;
  if (flow.userId !== undefined || flow.accountChosen) return;
  const accounts = usableAccounts(world, flow);
  const hint = purpose.prompt === 'select_account' ? undefined : purpose.loginHint?.toLowerCase();
  const byHint = accounts.find((user) => user.userPrincipalName.toLowerCase() === hint);
  if (purpose.prompt === 'none') {
    const [only, second] = byHint ? [byHint] : accounts;
    if (!only || (hint !== undefined && !byHint)) throw refuse(session.lost.size > 0 ? 50132 : 50058);
    if (second) throw refuse(16000);
    choose(flow, only, true);
    return;
  }
  if (purpose.prompt === 'select_account') return;
  const again = purpose.prompt === 'login';
  if (hint !== undefined) {
    const user = world.directory.userByName(hint);
    if (user && kindFits(world, flow, user)) choose(flow, user, !again && session.accounts.has(user.id));
    return;
  }
  const [only, second] = accounts;
  if (only && !second && !again) choose(flow, only, true);
}

/** Accounts of the session that the request can be about. */
export function usableAccounts(world: World, flow: Flow): User[] {
  const { segment, domainHint } = flow.purpose;
  const hint = domainHint?.toLowerCase();
  return [...flow.session.accounts.keys()].flatMap((id) => {
    const user = world.directory.users.get(id);
    if (!user || !accountAt(world, segment, user) || !kindFits(world, flow, user)) return [];
    const personal = user.tenantId === consumersTenantId;
    if (hint === 'consumers') return personal ? [user] : [];
    if (hint === 'organizations') return personal ? [] : [user];
    if (hint?.includes('.')) return user.userPrincipalName.toLowerCase().endsWith(`@${hint}`) ? [user] : [];
    return [user];
  });
}

/** Personal or work, as the segment and the registration want it; guests are what their tenant is. */
export function kindFits(world: World, { purpose }: Flow, user: User): boolean {
  const { segment, app } = purpose;
  const personal = user.tenantId === consumersTenantId;
  if (segment.kind === 'tenant' && !isConsumers(segment)) {
    return !personal || accountAt(world, segment, user) !== undefined;
  }
  if (personal && app.signInAudience === 'AzureADMultipleOrgs') return false;
  return segment.kind === 'common' || (segment.kind === 'organizations' ? !personal : personal);
}

export function hintedName({ purpose }: Flow): { name?: string } {
  const { loginHint, prompt } = purpose;
  return loginHint === undefined || prompt === 'select_account' ? {} : { name: loginHint };
}

function choose(flow: Flow, user: User, authenticated: boolean): void {
  flow.userId = user.id;
  flow.authenticated = authenticated;
}
