// What can be seen of a sandbox from outside. Passwords, client secrets and tokens are in none of it.

import { resourceByAppId } from '../directory/resources.ts';
import type { Sandbox } from '../start.ts';
import type { Transcript } from '../transcripts/transcripts.ts';
import { shown } from './actions/people.ts';

export interface View {
  /** One sentence, without a full stop. */
  readonly about: string;
  look(sandbox: Sandbox): unknown;
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** Long lists show their end. */
const shownMax = 200;

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
  tenants: {
    about: 'Organisations, their policies and what they say about mail',
    look: ({ directory }) => [...directory.tenants.values()],
  },
  users: {
    about: 'People',
    look: ({ directory }) => [...directory.users.values()].slice(0, shownMax).map(shown),
  },
  apps: {
    about: 'App registrations, without their secrets',
    look: ({ directory }) =>
      [...directory.apps.values()].map(({ secrets, ...app }) => ({
        ...app,
        secrets: secrets.map(({ expiresAtMs }) => ({ expires: iso(expiresAtMs) })),
      })),
  },
  mailboxes: {
    about: 'Mailboxes, their doors, and how much is in their folders',
    look: ({ directory, mail }) =>
      [...directory.mailboxes.values()].slice(0, shownMax).map((settings) => ({
        ...settings,
        owner: directory.users.get(settings.ownerId ?? '')?.userPrincipalName,
        folders: mail
          .mailboxOf(settings)
          .folders()
          .map(({ path, count }) => ({ path, messages: count })),
      })),
  },
  consents: {
    about: 'Who has agreed to what',
    look: ({ entra, directory }) =>
      entra.consent.all().map(({ by, ownerId, appId, resourceAppId, names }) => ({
        by,
        who:
          by === 'user'
            ? directory.users.get(ownerId)?.userPrincipalName
            : directory.tenants.get(ownerId)?.displayName,
        app: directory.apps.get(appId)?.displayName,
        resource: resourceByAppId(resourceAppId)?.displayName,
        permissions: names,
      })),
  },
  tokens: {
    about: 'Access tokens that were issued: their claims, never the token',
    look: ({ entra }) =>
      entra
        .issued()
        .slice(-shownMax)
        .reverse()
        .map(({ atMs, ...token }) => ({ at: iso(atMs), expires: iso(token.claims.exp * 1000), ...token })),
  },
  grants: {
    about: 'What the refresh tokens stand for that were issued',
    look: ({ entra, directory }) =>
      entra
        .refreshGrants()
        .slice(-shownMax)
        .reverse()
        .map(({ userId, appId, scope, issuedAtMs, usedAtMs, revoked }) => ({
          user: directory.users.get(userId)?.userPrincipalName,
          app: directory.apps.get(appId)?.displayName,
          scope,
          issued: iso(issuedAtMs),
          used: iso(usedAtMs),
          revoked,
        })),
  },
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
  transcripts: {
    about: 'Mail connections and HTTP requests, latest first; each in full under transcripts/ID',
    look: ({ transcripts }) =>
      transcripts
        .list()
        .slice(-shownMax)
        .reverse()
        .map(({ startedAtMs, endedAtMs, ...one }) => ({
          ...one,
          started: iso(startedAtMs),
          ended: endedAtMs === undefined ? undefined : iso(endedAtMs),
        })),
  },
  switches: {
    about: "Entra's behaviours that may be chosen",
    look: ({ entra }) => entra.switches,
  },
  quirks: {
    about: "Exchange's behaviours that may be chosen",
    look: ({ quirks }) => quirks,
  },
  requests: {
    about: 'What was asked of the token and device endpoints, latest first',
    look: ({ requests }) =>
      requests.entries
        .slice(-shownMax)
        .reverse()
        .map(({ atMs, ...entry }) => ({ at: iso(atMs), ...entry })),
  },
  submissions: {
    about: 'Messages that were sent, latest first',
    look: ({ mail }) =>
      mail.submissions
        .slice(-shownMax)
        .reverse()
        .map(({ sender, from, recipients, raw, atMs }) => ({
          at: iso(atMs),
          mailbox: sender.address,
          from,
          recipients,
          bytes: raw.length,
        })),
  },
} as const satisfies Record<string, View>;
