// The same clients' talk through our proxy and through Dovecot's own (`proxy_mech = xoauth2`), to the same Dovecot that
// takes tokens alone. Answers are compared by what a program acts on: tags, states, response codes, untagged data. Where they
// differ stands in a table, and a difference that is gone fails as well.

import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import type { ResourceId } from '../../src/base/token-source.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import { seed } from '../../src/sandbox/index.ts';
import { type DebianServers, debianServers, issuerOf } from '../kit/debian-servers.ts';
import { type DovecotProxy, startDovecotProxy } from '../kit/dovecot-proxy.ts';
import { maildirInbox } from '../kit/inbox-behind.ts';
import { needs } from '../kit/interop.ts';
import { openProxyHouse, type ProxyHouse, RawClient } from '../kit/proxy-house.ts';
import { proxyDifferences } from './proxy-differences.ts';
import { done, hello, login, reply, type Scenario, scenarios, smtpScenarios } from './proxy-scenarios.ts';

type Protocol = Scenario['protocol'];

/** Of the talks by SMTP those at whose end there is a message. */
const delivering: ReadonlySet<string> = new Set([
  'a message',
  'dots at the beginning of lines',
  'line feeds alone in a message, and a dot between them',
  'a line of 5,000 octets in a message',
  'a large message by DATA',
  'everything in one go',
  'BDAT in two chunks',
  '8BITMIME and SMTPUTF8',
]);

const { anna, ben, admin } = seed.contoso;
const carla = { name: 'carla@contoso.example', password: 'carla-sandbox-1' };

/** What programs act on: of a status its code, of data the whole, of a text for people nothing. */
function meaning(said: string, name: string): string[] {
  const lines = said.split('\r\n').filter((line) => line !== '');
  const meant = lines.flatMap((line) => {
    if (/^\d{3}[- ]/.test(line)) return smtpMeaning(line, name);
    if (/^\+OK \d+ \d+/.test(line)) return line;
    if (line.startsWith('+ ')) return '+';
    // Word by word where they are asked for; they stand in every greeting as well.
    if (line.startsWith('* CAPABILITY ')) return line.split(' ').slice(2);
    const status = /^(?:\S+ (?:OK|NO|BAD|BYE)|\+OK|-ERR)(?: \[[^\]]*\])?/.exec(line)?.[0] ?? line;
    return status
      .replace(/\[(CAPABILITY|UIDVALIDITY|UIDNEXT) .*?\]/, '[$1]')
      .replace(/^(\* \d+ FETCH) .*/, '$1');
  });
  // An order that means nothing.
  if (/^(?:EHLO|HELO)/.test(name)) return meant.sort();
  return name.startsWith('POP capabilities') ? meant.sort() : meant;
}

/** Code and enhanced code; the keywords of EHLO where they are asked for, with what stands behind them. */
function smtpMeaning(line: string, name: string): string[] {
  const [, code = '', last = '', text = ''] = /^(\d{3})([- ])(.*)$/s.exec(line) ?? [];
  if (code === '250' && /^EHLO(?: behind.*)?$/.test(name) && /^[A-Z0-9-]{3,}(?: [A-Z0-9 ]+)?$/.test(text)) {
    return [text.replace(/^SIZE .*/, 'SIZE')];
  }
  if (last === '-') return [];
  return [`${code} ${/^\d\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? ''}`.trim()];
}

const { missing, title } = needs(
  "our proxy beside Dovecot's",
  'dovecot',
  'postfix',
  '/usr/lib/dovecot/submission-login',
);
describe.skipIf(missing)(title, () => {
  let house: ProxyHouse;
  let dovecot: DovecotProxy;
  let password: string;
  const passwords = new Map<string, string>();
  let badTokens: ReadonlyMap<string, string>;
  let authorities: readonly [ours: string, dovecot: string];
  let servers: DebianServers | undefined;
  const stopServers = async (): Promise<void> => {
    const running = servers;
    servers = undefined;
    await running?.close();
  };
  const met = new Set<string>();
  beforeAll(async () => {
    house = await openProxyHouse([anna, ben, admin, carla], {
      async behind(sandbox) {
        await sandbox.act('add-user', { user: carla.name, password: carla.password });
        servers = await debianServers(issuerOf(sandbox), { recipients: [anna.name, ben.name] });
        return { ...servers, close: stopServers };
      },
    });
    if (!servers) throw new Error('there are no servers behind');
    const inbox = maildirInbox(servers.mail, anna.name);
    inbox.deliver('Subject: one\r\n\r\nText.\r\n', ['\\Seen']);
    inbox.deliver(`Subject: two\r\n\r\n${`${'z'.repeat(76)}\r\n`.repeat(20_000)}`, ['\\Seen']);
    password = await house.password(anna.name);
    // Whoever comes first is told what is recent, and nobody after that.
    const first = await open('imap', house.doors.imap.clear.port);
    await hold(first, [
      [login(password), done('a')],
      ['b SELECT INBOX\r\n', done('b')],
      ['c LOGOUT\r\n', done('c')],
    ]);
    first.close();
    const folder = join(house.home.folder, 'dovecot-proxy');
    chmodSync(house.home.folder, 0o711);
    mkdirSync(folder);
    const mint = (user: string, scopes: readonly string[], lifetimeSeconds?: number): string => {
      const app = seed.apps.desktop.appId;
      const options = { user, app, scopes: scopes.join(' ') };
      return house.sandbox.entra.mint(
        lifetimeSeconds === undefined ? options : { ...options, lifetimeSeconds },
      ).accessToken;
    };
    const forMail = [
      ...['IMAP', 'POP'].map((name) => `https://outlook.office.com/${name}.AccessAsUser.All`),
      'https://outlook.office.com/SMTP.Send',
    ];
    const users = [
      { address: anna.name, token: mint(anna.name, forMail) },
      { address: ben.name, token: mint(ben.name, forMail, -3_600) },
      { address: admin.name, token: mint(admin.name, ['https://graph.microsoft.com/Mail.Send']) },
      { address: carla.name, token: mint(carla.name, forMail, -3_600) },
    ];
    badTokens = new Map(users.slice(1).map(({ address, token }) => [address, token]));
    for (const { name } of [ben, admin, carla]) passwords.set(name, await house.password(name));
    house.sandbox.entra.revokeSessions(carla.name);
    const { imap, pop, smtp } = servers.servers;
    const authority = await createAuthority({ name: 'Dovecot proxy', nowMs: Date.now() });
    authorities = [house.caPem, authority.pem];
    dovecot = await startDovecotProxy({
      folder,
      users: users.map((user) => ({ ...user, password: passwords.get(user.address) ?? password })),
      upstream: { imapPort: imap.port, popPort: pop.port, smtpPort: smtp.port },
      tls: await authority.issue(),
    });
  }, 60_000);
  afterAll(async () => {
    await dovecot?.close();
    await house?.close();
  });

  const ports = (protocol: Protocol): readonly number[] => [
    house.doors[protocol].clear.port,
    { imap: dovecot.imapPort, pop: dovecot.popPort, smtp: dovecot.smtpPort ?? 0 }[protocol],
  ];
  function open(protocol: Protocol, port: number): Promise<RawClient> {
    return RawClient.open({ protocol, host: '127.0.0.1', port, tls: 'starttls' });
  }

  function compare(name: string, [ours = [], theirs = []]: ReadonlyArray<readonly string[]>): void {
    met.add(name);
    const known = proxyDifferences[name];
    if (!known) return expect(theirs).toEqual(ours);
    const without = (some: readonly string[], others: readonly string[]): string[] => {
      const left = [...others];
      return some.filter((line) => {
        const at = left.indexOf(line);
        if (at >= 0) left.splice(at, 1);
        return at < 0;
      });
    };
    expect({ ours: without(ours, theirs), dovecot: without(theirs, ours) }).toEqual({
      ours: known.ours,
      dovecot: known.dovecot,
    });
  }

  async function hold(client: RawClient, talk: ReturnType<Scenario['talk']>): Promise<string> {
    let heard = '';
    for (const [said, until] of talk) {
      client.say(said);
      try {
        heard += await client.until(until);
      } catch (error) {
        // Ended before it was answered: that is an answer, too.
        if (!client.closed) throw error;
        return `${heard}${await client.rest()}ended\r\n`;
      }
    }
    return heard;
  }

  it.each([...scenarios, ...smtpScenarios])('$protocol: $name', async ({ name, protocol, talk }) => {
    const heard: string[][] = [];
    for (const port of ports(protocol)) {
      const client = await open(protocol, port);
      const greeting = await client.until(/\r\n/);
      heard.push(meaning(greeting + (await hold(client, talk(password))), name));
      client.close();
    }
    compare(name, heard);
  });

  it('smtp: commands that were slipped in before STARTTLS are not heard behind it', async () => {
    const heard: string[][] = [];
    for (const [at, port] of ports('smtp').entries()) {
      const client = await open('smtp', port);
      await client.until(reply);
      const before = await hold(client, [hello, ['STARTTLS\r\nMAIL FROM:<evil@contoso.example>\r\n', reply]]);
      let after = 'ended\r\n';
      if (!client.closed) {
        try {
          await client.secure(authorities[at] ?? '');
          after = await hold(client, [['NOOP\r\n', reply], hello]);
        } catch (error) {
          // It hangs up on whoever says more than STARTTLS.
          if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
        }
      }
      heard.push(meaning(before + after, ''));
      client.close();
    }
    compare('commands slipped in before STARTTLS', heard);
  });

  it('smtp: what was delivered is the same to the byte, and came whole or not at all', async () => {
    const contents: string[] = [];
    for (const port of ports('smtp')) {
      const inbox = maildirInbox(servers?.mail ?? '', ben.name);
      inbox.clear();
      for (const { name, talk } of smtpScenarios) {
        if (!delivering.has(name)) continue;
        const client = await open('smtp', port);
        await client.until(reply);
        await hold(client, talk(password));
        client.close();
      }
      // A client that is cut off in the middle of its message.
      const client = await open('smtp', port);
      await client.until(reply);
      const { talk } = smtpScenarios.find(({ name }) => name === 'a message') ?? { talk: () => [] };
      await hold(client, talk(password).slice(0, -2));
      client.say('Subject: cut\r\n\r\nHalf of a');
      client.close();
      const next = await open('smtp', port);
      await next.until(reply);
      await hold(next, talk(password));
      next.close();
      await expect.poll(() => inbox.messages().length, { timeout: 40_000 }).toBe(delivering.size + 1);
      const whole = inbox.messages().map(({ raw }) => {
        const text = raw.toString('latin1').replaceAll('\r\n', '\n');
        // What Postfix has added.
        return text.slice(text.indexOf('\nFrom: ')).replace(/^(?:Message-Id|Date): .*\n/gm, '');
      });
      contents.push(whole.sort().join('\n=====\n'));
    }
    expect(contents[0]?.includes('Half of a')).toBe(false);
    compare(
      'what was delivered',
      contents.map((all) => [all]),
    );
  }, 90_000);

  describe.each([
    ['has expired', ben.name],
    ['is for another audience', admin.name],
    ['has expired and cannot be renewed, because the consent was revoked', carla.name],
  ])('a token that %s', (kind, user) => {
    const talks: Readonly<Record<Protocol, (secret: string) => ReturnType<Scenario['talk']>>> = {
      imap: (secret) => [[`a LOGIN ${user} ${secret}\r\n`, done('a')]],
      pop: (secret) => [
        [`USER ${user}\r\n`, /^\+OK.*\r\n/m],
        [`PASS ${secret}\r\n`, /^(?:\+OK|-ERR).*\r\n/m],
      ],
      smtp: (secret) => [
        hello,
        [`AUTH PLAIN ${Buffer.from(`\0${user}\0${secret}`).toString('base64')}\r\n`, reply],
      ],
    };
    it.each(['imap', 'pop', 'smtp'] as const)('by %s', async (protocol) => {
      // In our store it is taken for good, as it would be by a clock that is wrong or after a change of permissions.
      const { store } = house.mailgrant;
      const { id } = await house.mailgrant.account(user);
      const grant = await store.grants.get(id);
      if (!grant) throw new Error('there is a grant');
      const nowMs = Date.now();
      const token = {
        resource: 'exchange' as ResourceId,
        accessToken: new Secret(badTokens.get(user) ?? ''),
        scopes: [],
        obtainedAtMs: nowMs,
        expiresAtMs: nowMs + 3_600_000,
      };
      await store.grants.refreshed(id, grant.generation, { token, nowMs });
      const heard: string[][] = [];
      for (const port of ports(protocol)) {
        const client = await open(protocol, port);
        await client.until(/\r\n/);
        heard.push(meaning(await hold(client, talks[protocol](passwords.get(user) ?? '')), ''));
        client.close();
      }
      compare(`a token that ${kind}, by ${protocol}`, heard);
    });
  });

  it('pop: a server that wants the token in a line of its own, as Exchange does', async () => {
    const exchange = await openProxyHouse([anna]);
    const folder = join(house.home.folder, 'dovecot-at-exchange');
    mkdirSync(folder);
    const scopes = 'https://outlook.office.com/POP.AccessAsUser.All';
    const app = seed.apps.desktop.appId;
    const { accessToken: token } = exchange.sandbox.entra.mint({ user: anna.name, app, scopes });
    const secret = await exchange.password(anna.name);
    const { pop } = exchange.sandbox.cloud.servers;
    const other = await startDovecotProxy({
      folder,
      users: [{ address: anna.name, password: secret, token }],
      upstream: { imapPort: 1, popPort: pop.port },
      tls: await (await createAuthority({ name: 'Dovecot proxy', nowMs: Date.now() })).issue(),
    });
    try {
      const heard: string[][] = [];
      for (const port of [exchange.doors.pop.clear.port, other.popPort]) {
        const client = await open('pop', port);
        await client.until(/\r\n/);
        const talk = [
          [`USER ${anna.name}\r\n`, /^\+OK.*\r\n/m],
          [`PASS ${secret}\r\n`, /^(?:\+OK|-ERR).*\r\n/m],
        ] as const;
        heard.push(meaning(await hold(client, talk), ''));
        client.close();
      }
      compare('POP at Exchange', heard);
    } finally {
      await other.close();
      await exchange.close();
    }
  }, 60_000);

  it('imap: a server that goes away, and one that is not there', async () => {
    const clients: RawClient[] = [];
    for (const port of ports('imap')) {
      const client = await open('imap', port);
      await client.until(/\r\n/);
      await hold(client, [
        [login(password), done('a')],
        ['b SELECT INBOX\r\n', done('b')],
      ]);
      clients.push(client);
    }
    await stopServers();
    const last = [];
    for (const client of clients) last.push(meaning(await client.say('c NOOP\r\n').rest(), ''));
    compare('a server that goes away', last);
    const refused: string[][] = [];
    for (const port of ports('imap')) {
      const client = await open('imap', port);
      await client.until(/\r\n/);
      refused.push(meaning(await hold(client, [[login(password), done('a')]]), ''));
      client.close();
    }
    compare('a server that is not there', refused);
  });

  it.each(['pop', 'smtp'] as const)('%s: a server that is not there', async (protocol) => {
    const talk: ReturnType<Scenario['talk']> =
      protocol === 'pop'
        ? [
            [`USER ${anna.name}\r\n`, /^\+OK.*\r\n/m],
            [`PASS ${password}\r\n`, /^(?:\+OK|-ERR).*\r\n/m],
          ]
        : [hello, [`AUTH PLAIN ${Buffer.from(`\0${anna.name}\0${password}`).toString('base64')}\r\n`, reply]];
    const heard: string[][] = [];
    for (const port of ports(protocol)) {
      const client = await open(protocol, port);
      await client.until(/\r\n/);
      heard.push(meaning(await hold(client, talk), ''));
      client.close();
    }
    compare(`a server that is not there, by ${protocol}`, heard);
  });

  it('explains no difference of a talk that is not held', () => {
    expect(Object.keys(proxyDifferences).filter((name) => !met.has(name))).toEqual([]);
  });
});
