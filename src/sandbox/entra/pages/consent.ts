// The pages on which somebody agrees, is told that only an administrator can, or agrees for everybody.

import { html } from 'hono/html';
import type { User } from '../../model.ts';
import { oidcScopes } from '../scope.ts';
import type { Ask } from '../sign-in/agreement.ts';
import type { Flow } from '../sign-in/sessions.ts';
import { type Html, page } from './layout.ts';
import { form } from './sign-in.ts';

export interface ConsentPage {
  user: User;
  asks: readonly Ask[];
  /** App roles, for an administrator's consent. */
  roles: readonly string[];
  organization: string | undefined;
}

export function consentPage(flow: Flow, options: ConsentPage): Promise<Response> {
  const { app, forTenant } = flow.purpose;
  const { user, asks, roles, organization } = options;
  const forAll = organization !== undefined && user.admin;
  return page({
    title: 'Permissions requested',
    body: html`<p class="who">${user.userPrincipalName}</p>
<h1>Permissions requested</h1>
${forTenant ? html`<p><strong>Review for your organization</strong></p>` : ''}
<p><strong>${app.displayName}</strong><br>unverified</p>
<p>${forTenant ? 'If you accept, this app will get access to the specified resources for all users in your organization.' : 'This app would like to:'}</p>
${permissions(asks)}
${roles.length > 0 ? html`<h2>Without a signed-in user</h2><ul>${roles.map((role) => html`<li data-role="${role}">${role}</li>`)}</ul>` : ''}
${form(
  flow,
  'consent',
  html`${forAll && !forTenant ? html`<label class="row"><input type="checkbox" name="forAll" value="true"> Consent on behalf of your organization</label>` : ''}
<p>Accepting these permissions means that you allow this app to use your data as specified in its terms of service and privacy statement. You can change these permissions at any time.</p>
<div class="actions"><button class="key" name="action" value="accept" autofocus>Accept</button><button name="action" value="decline">Cancel</button></div>`,
)}`,
  });
}

export function needApprovalPage(flow: Flow, user: User): Promise<Response> {
  const { app } = flow.purpose;
  return page({
    title: 'Need admin approval',
    body: html`<p class="who">${user.userPrincipalName}</p>
<h1>Need admin approval</h1>
<p><strong>${app.displayName}</strong><br>unverified</p>
<p data-code="90094">${app.displayName} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.</p>
${form(
  flow,
  'approval',
  html`<p><button class="plain" name="action" value="switch">Have an admin account? Sign in with that account</button></p>
<p><button class="plain" name="action" value="return">Return to the application without granting consent</button></p>`,
)}`,
  });
}

/** The admin consent workflow: instead of a dead end, a request to whoever may approve. */
export function approvalRequestPage(flow: Flow, user: User, asks: readonly Ask[]): Promise<Response> {
  const { app } = flow.purpose;
  return page({
    title: 'Approval required',
    body: html`<p class="who">${user.userPrincipalName}</p>
<h1>Approval required</h1>
<p><strong>${app.displayName}</strong><br>unverified</p>
<p data-code="90095">This app requires your admin's approval to:</p>
${permissions(asks)}
${form(
  flow,
  'approval',
  html`<label for="reason">Enter justification for requesting this app</label>
<input id="reason" name="reason" type="text" autocomplete="off" autofocus>
<p><button class="plain" name="action" value="switch">Sign in with another account</button></p>
<div class="actions"><button name="action" value="return">Back to app</button><button class="key" name="action" value="request">Request approval</button></div>`,
)}`,
  });
}

/** One list: what the resources are asked for, in the order of the request, and the sign-in itself at the end. */
function permissions(asks: readonly Ask[]): Html {
  const all = asks.flatMap(({ resource, names }) => names.map((name) => ({ resource, name })));
  const signIn = (name: string): boolean => oidcScopes.some((scope) => scope === name);
  const rows = [...all.filter(({ name }) => !signIn(name)), ...all.filter(({ name }) => signIn(name))];
  return html`<ul>${rows.map(({ resource, name }) => {
    const title = resource.delegated.get(name.toLowerCase())?.title ?? name;
    const of = signIn(name) ? '' : html` <span class="of">${resource.displayName}</span>`;
    return html`<li data-permission="${name}">${title}${of}</li>`;
  })}</ul>`;
}
