// The pages on which somebody says who they are: account, account chooser, password, second factor.

import { html } from 'hono/html';
import type { User } from '../../model.ts';
import type { Flow } from '../sign-in/sessions.ts';
import { type Html, page } from './layout.ts';

/** Where every form of a flow is posted, below the tenant segment. */
export const flowPath = 'login';

/** What was wrong with the form that came last, and the number that the sign-in log would name. */
export interface Problem {
  readonly text: string;
  readonly code?: number | undefined;
}

export function accountPage(
  flow: Flow,
  options: { name?: string; problem?: Problem } = {},
): Promise<Response> {
  return page({
    title: 'Sign in to your account',
    body: html`<h1>Sign in</h1>
<p>to continue to ${flow.purpose.app.displayName}</p>
${form(
  flow,
  'account',
  html`<label for="loginfmt">Email, phone, or username</label>
<input id="loginfmt" name="loginfmt" type="text" inputmode="email" autocomplete="username" required autofocus value="${options.name ?? ''}"${described(options.problem)}>
${problem(options.problem)}
<div class="actions"><button class="key">Next</button></div>`,
)}`,
  });
}

export function chooserPage(flow: Flow, users: readonly User[]): Promise<Response> {
  return page({
    title: 'Pick an account',
    body: html`<h1>Pick an account</h1>
<p>to continue to ${flow.purpose.app.displayName}</p>
${form(
  flow,
  'choose',
  html`${users.map(
    (user) =>
      html`<button class="account" name="user" value="${user.id}">${user.displayName}<br>${user.userPrincipalName}</button>`,
  )}
<button class="account" name="user" value="">Use another account</button>`,
)}`,
  });
}

export function passwordPage(flow: Flow, name: string, wrong?: Problem): Promise<Response> {
  return page({
    title: 'Sign in to your account',
    body: html`<p class="who">${name}</p>
<h1>Enter password</h1>
${form(
  flow,
  'password',
  html`<input type="text" name="username" value="${name}" autocomplete="username" hidden>
<label for="passwd">Password</label>
<input id="passwd" name="passwd" type="password" autocomplete="current-password" required autofocus${described(wrong)}>
${problem(wrong)}
<div class="actions"><button class="key" name="action" value="sign-in">Sign in</button><button name="action" value="back" formnovalidate>Back</button></div>`,
)}`,
  });
}

export function secondFactorPage(flow: Flow, name: string, wrong?: Problem): Promise<Response> {
  return page({
    title: 'Enter code',
    body: html`<p class="who">${name}</p>
<h1>Enter code</h1>
<p>Enter the code displayed in the authenticator app. In the sandbox any six digits are right.</p>
${form(
  flow,
  'second-factor',
  html`<label for="otc">Code</label>
<input id="otc" name="otc" type="text" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" required autofocus${described(wrong)}>
${problem(wrong)}
<div class="actions"><button class="key">Verify</button></div>`,
)}`,
  });
}

export function enrolPage(flow: Flow, name: string): Promise<Response> {
  return page({
    title: 'More information required',
    body: html`<p class="who">${name}</p>
<h1>More information required</h1>
<p>Your organization needs more information to keep your account secure. In the sandbox, Next enrols an authenticator app.</p>
${form(flow, 'enrol', html`<div class="actions"><button class="key" name="action" value="next" autofocus>Next</button></div>`)}`,
  });
}

export function confirmPage(flow: Flow, name: string): Promise<Response> {
  const app = flow.purpose.app.displayName;
  return page({
    title: `Are you trying to sign in to ${app}?`,
    body: html`<p class="who">${name}</p>
<h1>Are you trying to sign in to ${app}?</h1>
<p>Only continue if you downloaded the app from a store or website that you trust.</p>
${form(
  flow,
  'confirm',
  html`<div class="actions"><button class="key" name="action" value="continue" autofocus>Continue</button><button name="action" value="cancel">Cancel</button></div>`,
)}`,
  });
}

/** A form that comes back to this flow and to no other. */
export function form(flow: Flow, step: string, body: Html): Html {
  return html`<form method="post" action="/${flow.purpose.segment.raw}/${flowPath}">
<input type="hidden" name="flowToken" value="${flow.id}">
<input type="hidden" name="step" value="${step}">
${body}
</form>`;
}

function problem(wrong: Problem | undefined): Html | '' {
  if (!wrong) return '';
  const code = wrong.code === undefined ? '' : html` data-code="${wrong.code}"`;
  return html`<p class="bad" id="problem" role="alert"${code}>${wrong.text}</p>`;
}

function described(wrong: Problem | undefined): Html | '' {
  return wrong === undefined ? '' : html` aria-invalid="true" aria-describedby="problem"`;
}
