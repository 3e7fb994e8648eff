// The mail servers that the verbs are proved on, by one switch: MAILGRANT_MAIL_WORLD=sandbox or foreign runs one of them,
// neither runs both. The sandbox is our own; the foreign one is Debian's Dovecot and Postfix, with dots between the names
// of folders, German names for those with a use, and tokens that they check by themselves.

import { chownSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { Closers } from '../../src/base/closers.ts';
import { invariant } from '../../src/base/invariant.ts';
import { Secret } from '../../src/base/secret.ts';
import type { AccountId, ResourceId, Service, TokenSource } from '../../src/base/token-source.ts';
import { LimitsRegistry } from '../../src/mail/limits.ts';
import type { MailboxWorld } from '../../src/mailbox/context.ts';
import type { DoorFolder, ReadService } from '../../src/mailbox/doors/door.ts';
import { openImapDoor } from '../../src/mailbox/doors/imap.ts';
import { openDoor } from '../../src/mailbox/doors/open-door.ts';
import { Mailbox } from '../../src/mailbox/mailbox.ts';
import { graphAppId } from '../../src/sandbox/graph/bearer.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { debianServers, issuerOf } from './debian-servers.ts';
import { scopeOf } from './token-home.ts';
import { wayTo } from './way-to.ts';

export type WorldName = 'sandbox' | 'foreign';

/** The worlds that this run is about. @throws Error for a switch that names none */
export function wantedWorlds(): readonly WorldName[] {
  const wanted = process.env['MAILGRANT_MAIL_WORLD'] ?? '';
  if (wanted === '') return ['sandbox', 'foreign'];
  if (wanted === 'sandbox' || wanted === 'foreign') return [wanted];
  throw new Error(`MAILGRANT_MAIL_WORLD is sandbox or foreign, not ${wanted}`);
}

export interface BoxOptions {
  /** Default: everything that the world has. */
  readonly connected?: readonly Service[];
  /** A mailbox that is shared with the person. */
  readonly address?: string;
  /** The account of an application instead of a person's. */
  readonly app?: boolean;
}

export interface MailWorld {
  readonly name: WorldName;
  /** By which a mailbox can be read. */
  readonly doors: readonly ReadService[];
  /** Names, as the mailbox shows them, of the folders with a use. */
  readonly trashName: string;
  /** Somebody new, with an empty mailbox. */
  person(): string;
  /** A mailbox of nobody's own that `person` may open and send as; undefined where the world has no such thing. */
  shared(person: string): string | undefined;
  /** Servers, tokens and whom to trust, for what is below a mailbox. */
  world(person: string): MailboxWorld;
  /** As a program opens it: nothing is known of it yet. Closed with the world. */
  box(person: string, options?: BoxOptions): Mailbox;
  /** The same, and the one that this has opened before for the person is closed: a POP session locks out all others. */
  again(person: string, options?: BoxOptions): Promise<Mailbox>;
  /** A message from outside, byte for byte. */
  deliver(raw: string | Buffer, to: string, receivedAtMs?: number): void;
  /** From the top; those above are made where they are missing. */
  makeFolder(person: string, ...names: string[]): Promise<void>;
  /** The sandbox itself, for what only it can do. */
  readonly sandbox: Sandbox;
  close(): Promise<void>;
}

interface Servers {
  readonly servers: MailboxWorld['servers'];
  readonly ca: string;
}

export async function openMailWorld(name: WorldName): Promise<MailWorld> {
  const closers = new Closers();
  // Requests one after the other on several connections count as at once otherwise, and each refusal costs a second.
  const sandbox = await startSandbox({ quirks: { graphServiceMs: 0 } });
  closers.push(() => sandbox.close());
  try {
    return await worldOf(name, sandbox, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function worldOf(name: WorldName, sandbox: Sandbox, closers: Closers): Promise<MailWorld> {
  const clock = systemClock();
  const limits = new LimitsRegistry(clock);
  // The seed's daemon has its rights at Exchange alone.
  sandbox.directory.apps.get(seed.apps.daemon.appId)?.appRoles.push({
    tenantId: seed.contoso.tenantId,
    resourceAppId: graphAppId,
    roles: ['Mail.ReadWrite'],
  });
  const people = Array.from({ length: 200 }, (_, index) => `person-${index + 1}@${seed.contoso.domain}`);
  const foreign = name === 'foreign' ? await foreignServers(sandbox, closers, people) : undefined;
  const { servers, ca }: Servers = foreign ?? {
    servers: { ...sandbox.cloud.servers, graph: sandbox.cloudHttp.graph },
    ca: sandbox.ca.pem,
  };
  let count = 0;
  const before = new Map<string, Mailbox>();
  closers.push(async () => {
    for (const box of before.values()) await box.close();
  });
  const world = (person: string, options: BoxOptions = {}): MailboxWorld => {
    const { address = person, app = false, connected = foreign ? all.slice(0, 3) : all } = options;
    return {
      account: {
        // A brand over a plain string: the store makes them elsewhere.
        id: person as AccountId,
        ref: person,
        address: person,
        kind: app ? 'app' : 'delegated',
        personal: false,
        displayName: undefined,
      },
      address,
      connected,
      tokens: app ? appTokens(sandbox, person) : tokensOf(sandbox, person),
      servers,
      dialer: wayTo(ca),
      fetch,
      limits: limits.of(address),
      clock,
    };
  };
  return {
    name,
    doors: foreign ? ['imap', 'pop'] : ['imap', 'graph', 'pop'],
    trashName: foreign ? 'Papierkorb' : 'Deleted Items',
    sandbox,
    person() {
      const person = people[count];
      invariant(person, 'there are people enough');
      count += 1;
      const { tenantId } = seed.contoso;
      sandbox.directory.addUser({ tenantId, userPrincipalName: person, password: 'not typed here' });
      return person;
    },
    shared(person) {
      if (foreign) return undefined;
      const id = sandbox.directory.userByName(person)?.id;
      invariant(id, 'a mailbox is shared with somebody who is there');
      const address = `shared-with-${person}`;
      sandbox.directory.addMailbox({ address, fullAccess: [id], sendAs: [id] });
      return address;
    },
    world,
    box(person, options) {
      const box = new Mailbox(world(person, options), openDoor);
      closers.push(() => box.close());
      return box;
    },
    async again(person, options) {
      const last = before.get(person);
      before.delete(person);
      await last?.close();
      const box = new Mailbox(world(person, options), openDoor);
      before.set(person, box);
      return box;
    },
    deliver(raw, to, receivedAtMs = Date.now()) {
      if (foreign) return foreign.deliver(raw, to, receivedAtMs);
      invariant(sandbox.mail.deliver(raw, to, { receivedMs: receivedAtMs }), `${to} has a mailbox`);
    },
    async makeFolder(person, ...names) {
      const door = openImapDoor(world(person));
      try {
        let parent: DoorFolder | undefined;
        for (const [index, last] of names.entries()) {
          const path = names.slice(0, index + 1).join('\0');
          const known = (await door.folders()).find((folder) => folder.names.join('\0') === path);
          parent = known ?? (await door.createFolder?.(parent, last));
        }
      } finally {
        await door.close();
      }
    },
    close: () => closers.close(),
  };
}

const all: readonly Service[] = ['imap', 'pop', 'smtp', 'graph'];

function tokensOf(sandbox: Sandbox, person: string): TokenSource {
  const graphScopes = [
    'User.Read',
    'Mail.ReadWrite',
    'Mail.ReadWrite.Shared',
    'Mail.Send',
    'Mail.Send.Shared',
  ];
  return source(person, (service) => {
    const scopes =
      service === 'graph'
        ? graphScopes.map((scope) => `https://graph.microsoft.com/${scope}`)
        : scopeOf(service);
    return sandbox.entra.mint({ user: person, app: seed.apps.desktop.appId, scopes }).accessToken;
  });
}

/** Of the sandbox's daemon, which has rights to the mailbox of anna. */
function appTokens(sandbox: Sandbox, person: string): TokenSource {
  const { apps, contoso } = seed;
  return source(person, (service) =>
    sandbox.entra.mintAppOnly({
      app: apps.daemon.appId,
      tenant: contoso.tenantId,
      resource: service === 'graph' ? 'https://graph.microsoft.com' : 'https://outlook.office365.com',
    }),
  );
}

function source(username: string, mint: (service: Service) => string): TokenSource {
  const known = new Map<Service, Secret>();
  return {
    get(_account, service) {
      const secret = known.get(service) ?? new Secret(mint(service));
      known.set(service, secret);
      return Promise.resolve({
        accountId: username as AccountId,
        resource: (service === 'graph' ? 'graph' : 'exchange') as ResourceId,
        secret,
        scopes: [],
        obtainedAtMs: Date.now(),
        expiresAtMs: Date.now() + 3_600_000,
        username,
        generation: 1,
      });
    },
    invalidate(token) {
      for (const [service, secret] of known) if (secret.equals(token.secret)) known.delete(service);
      return Promise.resolve();
    },
  };
}

/** Debian's nobody, to whom Dovecot's Maildirs belong. */
const nobody = 65_534;

async function foreignServers(
  sandbox: Sandbox,
  closers: Closers,
  recipients: readonly string[],
): Promise<Servers & { deliver(raw: string | Buffer, to: string, receivedAtMs: number): void }> {
  const { servers, caPem, mail, close } = await debianServers(issuerOf(sandbox), {
    recipients,
    host: '127.0.0.1',
    dovecot: {
      separator: '.',
      special: { Gesendet: 'Sent', Papierkorb: 'Trash', Entwürfe: 'Drafts', Spam: 'Junk' },
    },
  });
  closers.push(close);
  let serial = 0;
  return {
    ca: caPem,
    // Nobody answers at Graph's: what asks it of this world fails.
    servers: { ...servers, graph: 'http://127.0.0.1:1' },
    deliver(raw, to, receivedAtMs) {
      const maildir = join(mail, to, 'Maildir');
      for (const part of ['', 'tmp', 'new', 'cur']) {
        mkdirSync(join(maildir, part), { recursive: true });
        chownSync(join(maildir, part), nobody, nobody);
      }
      chownSync(join(mail, to), nobody, nobody);
      serial += 1;
      // Dovecot numbers what is new in the order of the names.
      const file = join(maildir, 'new', `${1_700_000_000 + serial}.M${serial}P1.world`);
      writeFileSync(file, raw);
      chownSync(file, nobody, nobody);
      utimesSync(file, receivedAtMs / 1000, receivedAtMs / 1000);
    },
  };
}
