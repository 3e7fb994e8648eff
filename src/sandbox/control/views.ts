// What can be seen of a sandbox from outside: single things, and lists that may be long and are looked at in parts.
// Passwords, client secrets and tokens are in none of it.

import type { SandboxDirectory } from '../directory/directory.ts';
import { resourceByAppId } from '../directory/resources.ts';
import { switchTable } from '../entra/switches.ts';
import { quirkTable } from '../quirks.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Switch } from '../switch.ts';
import type { Transcript } from '../transcripts/transcripts.ts';
import { shown } from './actions/people.ts';
import { readyScenarios } from './ready-scenarios.ts';

/** One thing, or a list. */
export type View = Single | List;

interface Single {
  /** One sentence, without a full stop. */
  readonly about: string;
  look(sandbox: Sandbox): object;
}

interface List {
  readonly about: string;
  list(sandbox: Sandbox, part?: Part): Listing;
}

export interface Part {
  /** Only entries that contain this text, in whatever case. */
  readonly search?: string;
  readonly skip?: number;
  readonly top?: number;
}

export interface Listing {
  readonly total: number;
  readonly entries: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

export const topDefault = 200;

function list<Item>(entry: {
  about: string;
  all(sandbox: Sandbox): readonly Item[];
  show(item: Item, sandbox: Sandbox): object;
  /** What a search looks through, where showing every entry would be dear. */
  words?(item: Item): string;
}): List {
  const { about, all, show, words } = entry;
  return {
    about,
    list(sandbox, { search = '', skip = 0, top = topDefault } = {}) {
      const wanted = search.toLowerCase();
      const found = all(sandbox).filter(
        (item) =>
          wanted === '' ||
          (words?.(item) ?? JSON.stringify(show(item, sandbox))).toLowerCase().includes(wanted),
      );
      const shownItems = found.slice(skip, skip + top);
      return {
        total: found.length,
        entries: shownItems.map((item) => ({ ...show(item, sandbox) })),
      };
    },
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();
const latestFirst = <Item>(items: readonly Item[]): Item[] => [...items].reverse();

/** A table of switches with what each is set to. */
function switches(
  table: Readonly<Record<string, Switch<string> | Switch<number> | Switch<boolean>>>,
  settings: Readonly<Record<string, unknown>>,
): Array<{ name: string; value: unknown; default: unknown; choices?: unknown; about: string }> {
  return Object.entries(table).map(([name, { about, choices, default: preset }]) => ({
    name,
    value: settings[name],
    default: preset,
    ...(choices ? { choices } : {}),
    about,
  }));
}

/** One of them in full: what a stream of events would tell entry by entry. */
export function transcriptView({ startedAtMs, endedAtMs, entries, ...one }: Transcript): object {
  return {
    ...one,
    started: iso(startedAtMs),
    ended: endedAtMs === undefined ? undefined : iso(endedAtMs),
    entries: entries.map(({ atMs, kind, text }) => ({ at: iso(atMs), kind, text })),
  };
}

export const viewTable = {
  endpoints: {
    about: 'Where everything listens',
    look: ({ urls, servers, cloud }) => ({ urls, servers, cloud }),
  },
  clock: {
    about: "The sandbox's own time",
    look: ({ clock }) => ({ now: iso(clock.now()) }),
  },
  tenants: list({
    about: 'Organisations, their policies and what they say about mail',
    all: ({ directory }) => [...directory.tenants.values()],
    show: (tenant) => tenant,
  }),
  users: list({
    about: 'People',
    all: ({ directory }) => [...directory.users.values()],
    show: shown,
    words: ({ userPrincipalName, displayName, id }) => `${userPrincipalName} ${displayName} ${id}`,
  }),
  apps: list({
    about: 'App registrations, without their secrets',
    all: ({ directory }) => [...directory.apps.values()],
    show: ({ secrets, ...app }) => ({
      ...app,
      secrets: secrets.map(({ expiresAtMs }) => ({ expires: iso(expiresAtMs) })),
    }),
  }),
  mailboxes: list({
    about: 'Mailboxes, their doors, and how much is in their folders',
    all: ({ directory }) => [...directory.mailboxes.values()],
    show: (settings, { directory, mail }) => ({
      ...settings,
      // Left out of JSON otherwise: as the tenant says.
      smtpAuthDisabled: settings.smtpAuthDisabled ?? null,
      owner: directory.users.get(settings.ownerId ?? '')?.userPrincipalName,
      fullAccess: settings.fullAccess.map((id) => principalName(directory, id)),
      sendAs: settings.sendAs.map((id) => principalName(directory, id)),
      folders: mail
        .mailboxOf(settings)
        .folders()
        .map(({ path, count }) => ({ path, messages: count })),
    }),
    words: ({ address, aliases }) => `${address} ${aliases.join(' ')}`,
  }),
  consents: list({
    about: 'Who has agreed to what',
    all: ({ entra }) => entra.consent.all(),
    show: ({ by, ownerId, appId, resourceAppId, names }, { directory }) => ({
      by,
      who:
        by === 'user'
          ? directory.users.get(ownerId)?.userPrincipalName
          : directory.tenants.get(ownerId)?.displayName,
      app: directory.apps.get(appId)?.displayName,
      resource: resourceByAppId(resourceAppId)?.displayName,
      permissions: names,
    }),
  }),
  tokens: list({
    about: 'Access tokens that were issued: their claims, never the token',
    all: ({ entra }) => latestFirst(entra.issued()),
    show: ({ atMs, ...token }) => ({ at: iso(atMs), expires: iso(token.claims.exp * 1000), ...token }),
  }),
  grants: list({
    about: 'What the refresh tokens stand for that were issued',
    all: ({ entra }) => latestFirst(entra.refreshGrants()),
    show: ({ userId, appId, scope, issuedAtMs, usedAtMs, revoked }, { directory }) => ({
      user: directory.users.get(userId)?.userPrincipalName,
      app: directory.apps.get(appId)?.displayName,
      scope,
      issued: iso(issuedAtMs),
      used: iso(usedAtMs),
      revoked,
    }),
  }),
  subscriptions: list({
    about: 'Who wants to be told of changes over Graph',
    all: ({ subscriptions }) => subscriptions.all(),
    show: (one, { directory }) => ({
      id: one.id,
      app: directory.apps.get(one.appId)?.displayName,
      mailbox: one.mailbox,
      resource: one.resource,
      changeTypes: one.changeTypes,
      notificationUrl: one.notificationUrl,
      expires: iso(one.expiresAtMs),
    }),
  }),
  faults: {
    about: 'Faults that are still to strike, and what chance is drawn from',
    look: ({ faults }) => ({
      seed: faults.seed,
      pending: faults.pending().map(({ times, ...plan }) => ({
        ...plan,
        times: Number.isFinite(times) ? times : 'always',
      })),
    }),
  },
  transcripts: list({
    about: 'Mail connections and HTTP requests, latest first; each in full under transcripts/ID',
    all: ({ transcripts }) => latestFirst(transcripts.list()),
    show: ({ startedAtMs, endedAtMs, ...one }) => ({
      ...one,
      started: iso(startedAtMs),
      ended: endedAtMs === undefined ? undefined : iso(endedAtMs),
    }),
  }),
  switches: {
    about: "Entra's behaviours that may be chosen",
    look: ({ entra }) => switches(switchTable, entra.switches),
  },
  quirks: {
    about: "Exchange's behaviours that may be chosen",
    look: ({ quirks }) => switches(quirkTable, quirks),
  },
  requests: list({
    about: 'What was asked of the token and device endpoints, latest first',
    all: ({ requests }) => latestFirst(requests.entries),
    show: ({ atMs, ...entry }) => ({ at: iso(atMs), ...entry }),
  }),
  submissions: list({
    about: 'Messages that were sent, latest first',
    all: ({ mail }) => latestFirst(mail.submissions),
    show: ({ sender, from, recipients, raw, atMs }) => ({
      at: iso(atMs),
      mailbox: sender.address,
      from,
      recipients,
      bytes: raw.length,
    }),
  }),
  scenarios: {
    about: 'States of trouble that can be played',
    look: () => readyScenarios(),
  },
} as const satisfies Record<string, View>;

/** Rights are held by ids. */
function principalName({ users, apps }: SandboxDirectory, id: string): string {
  const app = [...apps.values()].find((one) => one.servicePrincipalId === id);
  return users.get(id)?.userPrincipalName ?? app?.displayName ?? id;
}
