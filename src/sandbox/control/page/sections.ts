// The sections of the status page, as data: which view is its table, what can be done to a row, which actions belong
// there. A view without a section, or an action without a place, fails a test.

import { html } from 'hono/html';
import type { Sandbox } from '../../sandbox.ts';
import type { ActionName } from '../actions.ts';
import { type Listing, type Part, type View, viewTable } from '../views.ts';
import type { Html } from './layout.ts';
import type { Column, Row, RowAction } from './table.ts';
import { shownSettings, shownValue, textOf, withCode } from './value.ts';

export interface Section {
  readonly path: string;
  readonly group: string;
  readonly title: string;
  readonly about: string;
  readonly columns: readonly Column[];
  readonly actions?: readonly RowAction[];
  /** Forms below the table. */
  readonly forms: readonly ActionName[];
  rows(sandbox: Sandbox, part: Part): Listing;
}

const isOn = (field: string) => (row: Row) => row[field] === true;
const isOff = (field: string) => (row: Row) => row[field] !== true;
const part = (row: Row, name: string): Row => (row[name] ?? {}) as Row; // views are made of plain values
const key =
  (parameter: string, field: string, more: Readonly<Record<string, string>> = {}) =>
  (row: Row): Record<string, string> => ({ [parameter]: textOf(row[field]), ...more });

/** A view as the table of a section; single things are lists of themselves. */
const rowsOf =
  (name: keyof typeof viewTable) =>
  (sandbox: Sandbox, wanted: Part): Listing => {
    const view: View = viewTable[name];
    if ('list' in view) return view.list(sandbox, wanted);
    const seen = view.look(sandbox);
    const all = Array.isArray(seen) ? (seen as Row[]) : [{ ...seen }];
    const search = (wanted.search ?? '').toLowerCase();
    const entries = all.filter((row) => JSON.stringify(row).toLowerCase().includes(search));
    return { total: entries.length, entries };
  };

const switchColumns: readonly Column[] = [
  'name',
  { head: 'What it is', cell: ({ about }) => withCode(textOf(about)) },
  'value',
];
const setting = (action: 'set-switches' | 'set-quirks'): RowAction => ({
  action,
  does: 'choose',
  label: 'Set',
  typed: () => ({}),
  field: (row) => textOf(row['name']),
  value: (row) => textOf(row['value']),
});

/** In the order of the navigation. */
export const sections: readonly Section[] = [
  {
    path: '/users',
    group: 'Directory',
    title: 'Users',
    about: 'Who can sign in. Passwords are not shown; the terminal printed those of the first ones.',
    columns: ['userPrincipalName', 'displayName', 'admin', 'disabled', 'passwordExpired'],
    actions: [
      {
        action: 'revoke-sessions',
        does: 'at-once',
        label: 'Revoke sessions',
        typed: key('user', 'userPrincipalName'),
      },
      {
        action: 'set-user',
        does: 'at-once',
        label: 'Disable',
        typed: key('user', 'userPrincipalName', { disabled: 'true' }),
        when: isOff('disabled'),
      },
      {
        action: 'set-user',
        does: 'at-once',
        label: 'Enable',
        typed: key('user', 'userPrincipalName', { disabled: 'false' }),
        when: isOn('disabled'),
      },
      { action: 'set-user', does: 'ask', label: 'Change', typed: key('user', 'userPrincipalName') },
      { action: 'set-password', does: 'ask', label: 'Password', typed: key('user', 'userPrincipalName') },
      { action: 'remove-user', does: 'ask', label: 'Remove', typed: key('user', 'userPrincipalName') },
    ],
    forms: [
      'add-user',
      'add-guest',
      'set-user',
      'set-password',
      'revoke-sessions',
      'remove-user',
      'generate-users',
    ],
    rows: rowsOf('users'),
  },
  {
    path: '/mailboxes',
    group: 'Directory',
    title: 'Mailboxes',
    about: 'Their doors, who else may enter, and how much is in them.',
    columns: [
      'address',
      { head: 'Kind', cell: ({ owner }) => (owner === undefined ? 'shared' : 'personal') },
      {
        head: 'Doors',
        cell: ({ imapEnabled, popEnabled }) =>
          [imapEnabled === true ? 'IMAP' : '', popEnabled === true ? 'POP' : ''].filter(Boolean).join(', ') ||
          'neither IMAP nor POP',
      },
      {
        head: 'SMTP AUTH',
        cell: ({ smtpAuthDisabled }) =>
          smtpAuthDisabled === true ? 'off' : smtpAuthDisabled === false ? 'on' : 'as the tenant says',
      },
      { head: 'Messages', cell: (row) => messagesIn(row['folders']) },
      'fullAccess',
    ],
    actions: [
      {
        action: 'set-mailbox',
        does: 'at-once',
        label: 'IMAP off',
        typed: key('mailbox', 'address', { imapEnabled: 'false' }),
        when: isOn('imapEnabled'),
      },
      {
        action: 'set-mailbox',
        does: 'at-once',
        label: 'IMAP on',
        typed: key('mailbox', 'address', { imapEnabled: 'true' }),
        when: isOff('imapEnabled'),
      },
      {
        action: 'set-mailbox',
        does: 'ask',
        label: 'Change',
        typed: (row) => ({
          mailbox: textOf(row['address']),
          imapEnabled: textOf(row['imapEnabled']),
          popEnabled: textOf(row['popEnabled']),
          smtpAuthDisabled: row['smtpAuthDisabled'] === null ? 'null' : textOf(row['smtpAuthDisabled']),
        }),
      },
      { action: 'deliver', does: 'ask', label: 'Deliver', typed: key('to', 'address') },
    ],
    forms: ['add-mailbox', 'set-mailbox', 'deliver', 'generate-mail', 'throttle-mailbox', 'set-submission'],
    rows: rowsOf('mailboxes'),
  },
  {
    path: '/tenants',
    group: 'Directory',
    title: 'Tenants and policies',
    about: 'What each organisation demands of its people and their applications.',
    columns: [
      'displayName',
      'domains',
      { head: 'Demands', cell: (row) => shownSettings(part(row, 'policies')) },
      { head: 'Mail', cell: (row) => shownSettings(part(row, 'mail')) },
      'id',
    ],
    actions: [
      {
        action: 'set-policies',
        does: 'ask',
        label: 'Policies',
        typed: (row) => ({ tenant: textOf(row['id']), ...typedSettings(part(row, 'policies')) }),
      },
      {
        action: 'set-tenant-mail',
        does: 'at-once',
        label: 'SMTP AUTH off',
        typed: key('tenant', 'id', { smtpAuthDisabled: 'true' }),
        when: (row) => part(row, 'mail')['smtpAuthDisabled'] !== true,
      },
      {
        action: 'set-tenant-mail',
        does: 'at-once',
        label: 'SMTP AUTH on',
        typed: key('tenant', 'id', { smtpAuthDisabled: 'false' }),
        when: (row) => part(row, 'mail')['smtpAuthDisabled'] === true,
      },
    ],
    forms: ['add-tenant', 'set-policies', 'set-tenant-mail', 'set-service'],
    rows: rowsOf('tenants'),
  },
  {
    path: '/apps',
    group: 'Directory',
    title: 'App registrations',
    about: 'What applications are known, how they prove themselves, and until when.',
    columns: [
      'displayName',
      'appId',
      'signInAudience',
      { head: 'Redirects', cell: (row) => redirects(row['redirectUris']) },
      { head: 'Secrets expire', cell: (row) => expiries(row['secrets']) },
      'allowPublicClient',
    ],
    actions: [
      {
        action: 'expire-secrets',
        does: 'at-once',
        label: 'Expire secrets',
        typed: key('app', 'appId'),
        when: hasSecrets,
      },
      { action: 'mint-token', does: 'ask', label: 'Token', typed: key('app', 'appId') },
    ],
    forms: ['add-app', 'set-app', 'set-enterprise-app', 'expire-secrets'],
    rows: rowsOf('apps'),
  },
  {
    path: '/consents',
    group: 'Sign-in',
    title: 'Consents',
    about: 'Who has agreed to what. What is withdrawn has to be asked for again.',
    columns: ['who', 'by', 'app', 'resource', 'permissions'],
    actions: [
      {
        action: 'withdraw-consent',
        does: 'at-once',
        label: 'Withdraw',
        typed: (row) => ({ user: textOf(row['who']), app: textOf(row['app']) }),
        when: (row) => row['by'] === 'user',
      },
    ],
    forms: ['grant-consent', 'withdraw-consent'],
    rows: rowsOf('consents'),
  },
  {
    path: '/tokens',
    group: 'Sign-in',
    title: 'Access tokens',
    about: 'What was issued, by its claims. The tokens themselves are kept by nobody but their holders.',
    columns: [
      'at',
      'subject',
      'app',
      { head: 'Audience', cell: (row) => shownValue(part(row, 'claims')['aud']) },
      {
        head: 'Permissions',
        cell: (row) => shownValue(part(row, 'claims')['scp'] ?? part(row, 'claims')['roles']),
      },
      'expires',
      'claims',
    ],
    forms: ['mint-token', 'rotate-keys'],
    rows: rowsOf('tokens'),
  },
  {
    path: '/grants',
    group: 'Sign-in',
    title: 'Sessions and refresh tokens',
    about: 'What the refresh tokens stand for that were issued, and whether they still work.',
    columns: ['user', 'app', 'scope', 'issued', 'used', 'revoked'],
    actions: [
      {
        action: 'revoke-sessions',
        does: 'at-once',
        label: 'Revoke all of hers',
        typed: key('user', 'user'),
        when: (row) => row['revoked'] !== true && row['user'] !== undefined,
      },
    ],
    forms: ['revoke-sessions'],
    rows: rowsOf('grants'),
  },
  {
    path: '/requests',
    group: 'Sign-in',
    title: 'Token requests',
    about: 'What was asked of the token and device endpoints, latest first.',
    columns: [
      'at',
      'endpoint',
      'grantType',
      'tenant',
      'clientId',
      'scope',
      'user',
      'status',
      'outcome',
      'codes',
    ],
    forms: [],
    rows: rowsOf('requests'),
  },
  {
    path: '/transcripts',
    group: 'Mail',
    title: 'Transcripts',
    about: 'What was said on every connection, as it is said. Secrets are stars.',
    columns: [
      { head: 'Number', cell: ({ id }) => html`<a href="/transcripts/${String(id)}">${String(id)}</a>` },
      'face',
      'started',
      'ended',
      'entries',
      'about',
    ],
    forms: ['clear-transcripts'],
    rows: rowsOf('transcripts'),
  },
  {
    path: '/submissions',
    group: 'Mail',
    title: 'Submissions',
    about: 'Messages that were sent, by whichever door. What goes to strangers ends here.',
    columns: ['at', 'mailbox', 'from', 'recipients', 'bytes'],
    forms: [],
    rows: rowsOf('submissions'),
  },
  {
    path: '/subscriptions',
    group: 'Mail',
    title: 'Subscriptions',
    about: 'Who wants to be told of changes over Graph.',
    columns: ['id', 'app', 'mailbox', 'resource', 'changeTypes', 'notificationUrl', 'expires'],
    forms: ['send-lifecycle-event'],
    rows: rowsOf('subscriptions'),
  },
  {
    path: '/faults',
    group: 'Trouble',
    title: 'Faults',
    about: 'What is going to fail, where, and how often.',
    columns: [
      'id',
      'where',
      'kind',
      'times',
      'probability',
      {
        head: 'Only for',
        cell: ({ id: _i, where: _w, kind: _k, times: _t, probability: _p, ...rest }) => shownSettings(rest),
      },
    ],
    actions: [{ action: 'remove-fault', does: 'at-once', label: 'Remove', typed: key('id', 'id') }],
    forms: ['add-fault', 'remove-fault', 'clear-faults', 'seed-faults'],
    rows(sandbox) {
      const { pending } = viewTable.faults.look(sandbox);
      return { total: pending.length, entries: pending.map((one) => ({ ...one })) };
    },
  },
  {
    path: '/scenarios',
    group: 'Trouble',
    title: 'Scenarios',
    about: 'States of trouble that come with the package. Each adds to what is there.',
    columns: ['title', 'about', { head: 'Name', cell: ({ name }) => html`<code>${textOf(name)}</code>` }],
    actions: [{ action: 'play-scenario', does: 'at-once', label: 'Play', typed: key('name', 'name') }],
    forms: ['play-scenario'],
    rows: rowsOf('scenarios'),
  },
  {
    path: '/clock',
    group: 'Trouble',
    title: 'Clock',
    about: "The sandbox's own time. It can be moved ahead, and what falls due on the way happens.",
    columns: ['now'],
    actions: [
      ...['1h', '1d', '91d'].map(
        (by): RowAction => ({
          action: 'advance-clock',
          does: 'at-once',
          label: `Ahead by ${by}`,
          typed: () => ({ by }),
        }),
      ),
    ],
    forms: ['advance-clock'],
    rows: rowsOf('clock'),
  },
  {
    path: '/switches',
    group: 'Behaviour',
    title: 'Switches of Entra ID',
    about: 'Where sources about the sign-in contradict each other, or both behaviours have been seen.',
    columns: switchColumns,
    actions: [setting('set-switches')],
    forms: [],
    rows: rowsOf('switches'),
  },
  {
    path: '/quirks',
    group: 'Behaviour',
    title: 'Quirks of Exchange',
    about: 'The same of the mail services.',
    columns: switchColumns,
    actions: [setting('set-quirks')],
    forms: [],
    rows: rowsOf('quirks'),
  },
];

function messagesIn(folders: unknown): Html | string {
  const filled = (folders as Array<{ path: string; messages: number }>).filter(
    ({ messages }) => messages > 0,
  );
  return filled.map(({ path, messages }) => `${path} ${messages}`).join(', ') || 'none';
}

function redirects(uris: unknown): Html {
  const all = uris as Array<{ uri: string; platform: string }>;
  return html`<ul class="plain">${all.map(({ uri, platform }) => html`<li>${uri} <span class="soft">${platform}</span></li>`)}</ul>`;
}

function expiries(secrets: unknown): Html | string {
  const all = secrets as Array<{ expires: string }>;
  return shownValue(all.map(({ expires }) => expires));
}

function hasSecrets(row: Row): boolean {
  return Array.isArray(row['secrets']) && row['secrets'].length > 0;
}

/** Settings as a form is filled in with them; what has no text is left as it is. */
function typedSettings(settings: Row): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => value !== undefined && (typeof value !== 'object' || Array.isArray(value)))
      .map(([name, value]) => [name, textOf(value)]),
  );
}
