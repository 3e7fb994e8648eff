// The same clients' talk through our proxy and through Dovecot's own (`proxy_mech = xoauth2`), to the same Dovecot that
// takes tokens alone. Answers are compared by what a program acts on: tags, states, response codes, untagged data. Where they
// differ stands in a table, and a difference that is gone fails as well.

import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority } from '../../src/net/certificate.ts';
import { seed } from '../../src/sandbox/index.ts';
import { type DebianServers, debianServers, issuerOf } from '../kit/debian-servers.ts';
import { type DovecotProxy, startDovecotProxy } from '../kit/dovecot-proxy.ts';
import { maildirInbox } from '../kit/inbox-behind.ts';
import { needs } from '../kit/interop.ts';
import { openProxyHouse, type ProxyHouse, RawClient } from '../kit/proxy-house.ts';
import { proxyDifferences } from './proxy-differences.ts';

const { anna } = seed.contoso;
const plain = (user: string, secret: string): string =>
  Buffer.from(`\0${user}\0${secret}`).toString('base64');

interface Scenario {
  readonly name: string;
  readonly protocol: 'imap' | 'pop';
  /** Said one after the other; each is answered before the next. `P` is the password. */
  readonly talk: (password: string) => ReadonlyArray<readonly [said: string, until: RegExp]>;
}

const done = (tag: string): RegExp => new RegExp(`^${tag} .*\r\n`, 'm');
const login = (password: string): string => `a LOGIN ${anna.name} ${password}\r\n`;
const answer = /^(?:\+OK|-ERR|\+).*\r\n/m;
const list = /^\.\r\n/m;

const scenarios: readonly Scenario[] = [
  {
    name: 'capabilities before the sign-in',
    protocol: 'imap',
    talk: () => [['a CAPABILITY\r\n', done('a')]],
  },
  {
    name: 'capabilities behind the sign-in',
    protocol: 'imap',
    talk: (password) => [
      [login(password), done('a')],
      ['b CAPABILITY\r\n', done('b')],
    ],
  },
  {
    name: 'LOGIN with quoted strings',
    protocol: 'imap',
    talk: (password) => [[`a LOGIN "${anna.name}" "${password}"\r\n`, done('a')]],
  },
  {
    name: 'LOGIN with literals',
    protocol: 'imap',
    talk: (password) => [
      [`a LOGIN {${anna.name.length}}\r\n`, /^\+.*\r\n/m],
      [`${anna.name} {${password.length}}\r\n`, /^\+.*\r\n/m],
      [`${password}\r\n`, done('a')],
    ],
  },
  {
    name: 'LOGIN with literals that do not wait',
    protocol: 'imap',
    talk: (password) => [
      [`a LOGIN {${anna.name.length}+}\r\n${anna.name} {${password.length}+}\r\n${password}\r\n`, done('a')],
    ],
  },
  {
    name: 'AUTHENTICATE PLAIN with an initial response',
    protocol: 'imap',
    talk: (password) => [[`a AUTHENTICATE PLAIN ${plain(anna.name, password)}\r\n`, done('a')]],
  },
  {
    name: 'AUTHENTICATE PLAIN in two steps',
    protocol: 'imap',
    talk: (password) => [
      ['a AUTHENTICATE PLAIN\r\n', /^\+.*\r\n/m],
      [`${plain(anna.name, password)}\r\n`, done('a')],
    ],
  },
  {
    name: 'AUTHENTICATE LOGIN',
    protocol: 'imap',
    talk: (password) => [
      ['a AUTHENTICATE LOGIN\r\n', /^\+.*\r\n/m],
      [`${Buffer.from(anna.name).toString('base64')}\r\n`, /^\+.*\r\n/m],
      [`${Buffer.from(password).toString('base64')}\r\n`, done('a')],
    ],
  },
  {
    name: 'AUTHENTICATE that is cancelled',
    protocol: 'imap',
    talk: () => [
      ['a AUTHENTICATE PLAIN\r\n', /^\+.*\r\n/m],
      ['*\r\n', done('a')],
    ],
  },
  {
    name: 'AUTHENTICATE by a method that is not there',
    protocol: 'imap',
    talk: () => [['a AUTHENTICATE CRAM-MD5\r\n', done('a')]],
  },
  {
    name: 'a wrong password, then the right one',
    protocol: 'imap',
    talk: (password) => [
      [login('wrong'), done('a')],
      [login(password), done('a')],
    ],
  },
  {
    name: 'a command that wants a sign-in',
    protocol: 'imap',
    talk: () => [['a SELECT INBOX\r\n', done('a')]],
  },
  {
    name: 'a command that nobody knows',
    protocol: 'imap',
    talk: () => [['a XYZZY\r\n', done('a')]],
  },
  {
    name: 'ID, NOOP and LOGOUT before the sign-in',
    protocol: 'imap',
    talk: () => [
      ['a NOOP\r\n', done('a')],
      ['b ID NIL\r\n', done('b')],
      ['c LOGOUT\r\n', done('c')],
    ],
  },
  {
    name: 'commands in one go, a sign-in among them',
    protocol: 'imap',
    talk: (password) => [
      [
        `${login(password)}b SELECT INBOX\r\nc FETCH 1 BODY.PEEK[HEADER.FIELDS (SUBJECT)]\r\nd LOGOUT\r\n`,
        done('d'),
      ],
    ],
  },
  {
    name: 'a large message',
    protocol: 'imap',
    talk: (password) => [
      [login(password), done('a')],
      ['b SELECT INBOX\r\n', done('b')],
      ['c FETCH 2 (BODY.PEEK[])\r\n', done('c')],
    ],
  },
  {
    name: 'IDLE',
    protocol: 'imap',
    talk: (password) => [
      [login(password), done('a')],
      ['b SELECT INBOX\r\n', done('b')],
      ['c IDLE\r\n', /^\+.*\r\n/m],
      ['DONE\r\n', done('c')],
    ],
  },
  {
    name: 'a long line behind the sign-in',
    protocol: 'imap',
    talk: (password) => [
      [login(password), done('a')],
      [`b SEARCH SUBJECT "${'x'.repeat(4_000)}"\r\n`, done('b')],
      ['c SELECT INBOX\r\n', done('c')],
      [`d SEARCH SUBJECT "${'x'.repeat(4_000)}"\r\n`, done('d')],
    ],
  },
  {
    name: 'POP capabilities before the sign-in',
    protocol: 'pop',
    talk: () => [['CAPA\r\n', list]],
  },
  {
    name: 'USER and PASS',
    protocol: 'pop',
    talk: (password) => [
      [`USER ${anna.name}\r\n`, answer],
      [`PASS ${password}\r\n`, answer],
      ['STAT\r\n', answer],
      ['QUIT\r\n', answer],
    ],
  },
  {
    name: 'PASS before USER',
    protocol: 'pop',
    talk: () => [['PASS x\r\n', answer]],
  },
  {
    name: 'a wrong POP password',
    protocol: 'pop',
    talk: () => [
      [`USER ${anna.name}\r\n`, answer],
      ['PASS wrong\r\n', answer],
    ],
  },
  {
    name: 'AUTH PLAIN by POP',
    protocol: 'pop',
    talk: (password) => [
      [`AUTH PLAIN ${plain(anna.name, password)}\r\n`, answer],
      ['QUIT\r\n', answer],
    ],
  },
  {
    name: 'AUTH PLAIN by POP in two steps',
    protocol: 'pop',
    talk: (password) => [
      ['AUTH PLAIN\r\n', answer],
      [`${plain(anna.name, password)}\r\n`, answer],
      ['LIST\r\n', list],
      ['QUIT\r\n', answer],
    ],
  },
  {
    name: 'APOP',
    protocol: 'pop',
    talk: () => [[`APOP ${anna.name} c4c9334bac560ecc979e58001b3e22fb\r\n`, answer]],
  },
];

/** What programs act on: of a status its code, of data the whole, of a text for people nothing. */
function meaning(said: string, name: string): string[] {
  const lines = said.split('\r\n').filter((line) => line !== '');
  const meant = lines.flatMap((line) => {
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
  return name.startsWith('POP capabilities') ? meant.sort() : meant;
}

const { missing, title } = needs("our proxy beside Dovecot's", 'dovecot', 'postfix');
describe.skipIf(missing)(title, () => {
  let house: ProxyHouse;
  let dovecot: DovecotProxy;
  let password: string;
  let servers: DebianServers | undefined;
  const stopServers = async (): Promise<void> => {
    const running = servers;
    servers = undefined;
    await running?.close();
  };
  const met = new Set<string>();
  beforeAll(async () => {
    house = await openProxyHouse([anna], {
      async behind(sandbox) {
        servers = await debianServers(issuerOf(sandbox), { recipients: [anna.name] });
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
    const scopes = ['IMAP', 'POP'].map((name) => `https://outlook.office.com/${name}.AccessAsUser.All`);
    const { accessToken: token } = house.sandbox.entra.mint({
      user: anna.name,
      app: seed.apps.desktop.appId,
      scopes: scopes.join(' '),
    });
    const { imap, pop } = servers.servers;
    dovecot = await startDovecotProxy({
      folder,
      users: [{ address: anna.name, password, token }],
      upstream: { imapPort: imap.port, popPort: pop.port },
      tls: await (await createAuthority({ name: 'Dovecot proxy', nowMs: Date.now() })).issue(),
    });
  }, 60_000);
  afterAll(async () => {
    await dovecot?.close();
    await house?.close();
  });

  const ports = (protocol: 'imap' | 'pop'): readonly number[] => [
    house.doors[protocol].clear.port,
    protocol === 'imap' ? dovecot.imapPort : dovecot.popPort,
  ];
  function open(protocol: 'imap' | 'pop', port: number): Promise<RawClient> {
    return RawClient.open({ protocol, host: '127.0.0.1', port, tls: 'starttls' });
  }

  function compare(name: string, [ours = [], theirs = []]: ReadonlyArray<readonly string[]>): void {
    met.add(name);
    const known = proxyDifferences[name];
    if (!known) return expect(theirs).toEqual(ours);
    const without = (some: readonly string[], others: readonly string[]): string[] =>
      some.filter((line) => !others.includes(line));
    expect({ ours: without(ours, theirs), dovecot: without(theirs, ours) }).toEqual({
      ours: known.ours,
      dovecot: known.dovecot,
    });
  }

  async function hold(client: RawClient, talk: ReturnType<Scenario['talk']>): Promise<string> {
    let heard = '';
    for (const [said, until] of talk) heard += await client.say(said).until(until);
    return heard;
  }

  it.each(scenarios)('$protocol: $name', async ({ name, protocol, talk }) => {
    const heard: string[][] = [];
    for (const port of ports(protocol)) {
      const client = await open(protocol, port);
      const greeting = await client.until(/\r\n/);
      heard.push(meaning(greeting + (await hold(client, talk(password))), name));
      client.close();
    }
    compare(name, heard);
  });

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

  it('explains no difference of a talk that is not held', () => {
    expect(Object.keys(proxyDifferences).filter((name) => !met.has(name))).toEqual([]);
  });
});
