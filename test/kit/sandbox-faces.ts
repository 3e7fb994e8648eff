// The mail faces with three people, and a judge who reads tokens of the test's own making. Entra is not involved.
import type { Clock } from '../../src/base/clock.ts';
import { systemClock } from '../../src/base/clock.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import { exchangeAppId } from '../../src/sandbox/admission.ts';
import { type Faces, type FacesOptions, openFaces } from '../../src/sandbox/faces.ts';
import { createFaults } from '../../src/sandbox/faults/faults.ts';
import { graphAppId } from '../../src/sandbox/graph/bearer.ts';
import {
  type Directory,
  type MailboxSettings,
  noPolicies,
  plainTraits,
  type Tenant,
  type TokenJudge,
  type TokenVerdict,
  type User,
} from '../../src/sandbox/model.ts';
import { TranscriptStore } from '../../src/sandbox/transcripts/transcripts.ts';

export const tenantId = '11111111-1111-4111-8111-111111111111';
export const anna = 'anna@contoso.com';
export const ben = 'ben@contoso.com';

export interface World {
  readonly faces: Faces;
  readonly directory: Directory;
  readonly caPem: string;
  readonly tenant: Tenant;
  /** A token for `who` with `permissions` on Exchange or Graph. */
  token(who: string, resource: 'exchange' | 'graph', permissions: string[], options?: TokenOptions): string;
  mailbox(address: string): MailboxSettings;
  close(): Promise<void>;
}

interface TokenOptions {
  readonly lifetimeMs?: number;
  readonly app?: boolean;
}

export async function openWorld(options: Partial<FacesOptions> = {}): Promise<World> {
  const clock: Clock = options.clock ?? systemClock();
  const authority = await createAuthority({ name: 'Test authority', nowMs: systemClock().now() });
  const { directory, tenant } = people();
  const verdicts = new Map<string, Extract<TokenVerdict, { ok: true }>>();
  const judge: TokenJudge = {
    judge(bearer) {
      const verdict = verdicts.get(bearer);
      if (!verdict) return { ok: false, reason: bearer === '' ? 'empty' : 'malformed', jwt: false };
      return verdict.expiresAtMs > clock.now() ? verdict : { ok: false, reason: 'expired', jwt: true };
    },
  };
  const tls = await authority.issue();
  const faces = await openFaces({
    directory,
    judge,
    clock,
    certificates: () => tls,
    faults: createFaults(),
    transcripts: new TranscriptStore({ clock }),
    host: '127.0.0.1',
    ...options,
  });
  let serial = 0;
  return {
    faces,
    directory,
    tenant,
    caPem: authority.pem,
    token(who, resource, permissions, { lifetimeMs = 3_600_000, app = false } = {}) {
      serial += 1;
      const bearer = `token.${serial}.for-${who.replace('@', '-')}`;
      verdicts.set(bearer, {
        ok: true,
        kind: app ? 'app' : 'delegated',
        audience: resource === 'exchange' ? 'https://outlook.office.com' : 'https://graph.microsoft.com',
        resourceAppId: resource === 'exchange' ? exchangeAppId : graphAppId,
        permissions,
        tenantId,
        appId: '22222222-2222-4222-8222-222222222222',
        subjectId: directory.userByName(who)?.id ?? who,
        expiresAtMs: clock.now() + lifetimeMs,
        personal: false,
        jwt: true,
      });
      return bearer;
    },
    mailbox(address) {
      const settings = directory.mailboxByAddress(address);
      if (!settings) throw new Error(`no mailbox ${address}`);
      return settings;
    },
    close: () => faces.close(),
  };
}

function people(): { directory: Directory; tenant: Tenant } {
  const tenant: Tenant = {
    id: tenantId,
    displayName: 'Contoso',
    domains: ['contoso.com'],
    policies: noPolicies(),
    mail: { smtpAuthDisabled: false, securityDefaults: false },
    exchangeServicePrincipals: [],
  };
  const users = new Map<string, User>();
  const mailboxes = new Map<string, MailboxSettings>();
  for (const name of ['anna', 'ben']) {
    const id = `33333333-3333-4333-8333-33333333333${users.size}`;
    const address = `${name}@contoso.com`;
    users.set(id, {
      id,
      tenantId,
      userPrincipalName: address,
      displayName: name === 'anna' ? 'Anna Novák' : 'Ben Ito',
      givenName: name,
      surname: 'Sample',
      password: 'unused',
      disabled: false,
      passwordExpired: false,
      tokensValidFromMs: 0,
      admin: false,
      traits: plainTraits(),
    });
    mailboxes.set(address, {
      address,
      aliases: [`${name}.alias@contoso.com`],
      ownerId: id,
      imapEnabled: true,
      popEnabled: true,
      smtpAuthDisabled: undefined,
      fullAccess: [],
      sendAs: [],
    });
  }
  const directory: Directory = {
    tenants: new Map([[tenantId, tenant]]),
    users,
    apps: new Map(),
    mailboxes,
    userByName: (name) => [...users.values()].find((user) => user.userPrincipalName === name.toLowerCase()),
    mailboxByAddress: (address) =>
      [...mailboxes.values()].find((box) =>
        [box.address, ...box.aliases].some((known) => known === address.toLowerCase()),
      ),
    mailboxOfUser: (userId) => [...mailboxes.values()].find((box) => box.ownerId === userId),
  };
  return { directory, tenant };
}

export const hello = (subject: string, to = anna): string =>
  [
    `From: Ben Ito <${ben}>`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Mon, 02 Nov 2026 09:00:00 +0000',
    `Message-ID: <${subject.replace(/\W/g, '')}@contoso.com>`,
    '',
    '.a line that begins with a dot',
    'the end',
    '',
  ].join('\r\n');
