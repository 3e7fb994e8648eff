// Mail programs that nobody here wrote, with an app password, through the whole proxy: to Dovecot and Postfix, which take
// no password at all, and to the sandbox. Where there are settings that `mailgrant proxy --print-settings` prints, the
// program is given them as they are printed.

import { chownSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Sandbox, seed } from '../../src/sandbox/index.ts';
import { debianServers, issuerOf } from '../kit/debian-servers.ts';
import { type InboxBehind, maildirInbox, maildirMessages, sandboxInbox } from '../kit/inbox-behind.ts';
import { needs } from '../kit/interop.ts';
import { openDesk, type ProgramDesk, type Ran } from '../kit/program-desk.ts';
import { openProxyHouse, type ProxyHouse } from '../kit/proxy-house.ts';
import { digest, strangeMessages, subjectOf } from '../kit/strange-messages.ts';
import { openTerminal } from '../kit/terminal.ts';

const { anna, ben } = seed.contoso;
const nobody = 65_534;

interface Place {
  readonly house: ProxyHouse;
  readonly inbox: InboxBehind;
}

async function debian(): Promise<Place> {
  let mail = '';
  const house = await openProxyHouse([anna], {
    async behind(sandbox: Sandbox) {
      const servers = await debianServers(issuerOf(sandbox), { recipients: [anna.name, ben.name] });
      mail = servers.mail;
      return servers;
    },
  });
  return { house, inbox: maildirInbox(mail, anna.name) };
}

async function sandboxAlone(): Promise<Place> {
  const house = await openProxyHouse([anna]);
  return { house, inbox: sandboxInbox(house.sandbox, anna.name) };
}

describe.each([
  ['Dovecot and Postfix', debian, ['dovecot', 'postfix'], 500],
  ['the sandbox', sandboxAlone, [], 5_000],
] as const)('behind the proxy: %s', (_, open, servers, count) => {
  const place = needs('programs with an app password', ...servers);
  describe.skipIf(place.missing)(place.title, () => {
    let house: ProxyHouse;
    let inbox: InboxBehind;
    let password: string;
    let desk: ProgramDesk;
    beforeAll(async () => {
      ({ house, inbox } = await open());
      password = await house.password(anna.name);
      desk = openDesk(house, anna.name, password);
    });
    afterAll(() => house?.close());
    beforeEach(() => inbox.clear());

    const subjects = (): string[] => inbox.messages().map(({ raw }) => subjectOf(raw));
    /** A server may take its time between its word and the mailbox. */
    const arrived = (subject: string): Promise<void> =>
      vi.waitFor(() => expect(subjects()).toContain(subject), { timeout: 20_000, interval: 50 });

    describe('Python', () => {
      const { missing, title } = needs('reads, keeps, waits and sends, and is told why not', 'python3');
      it.skipIf(missing)(title, { timeout: 120_000 }, async () => {
        const { imap, pop, smtp } = house.doors;
        const ports = [imap, pop, smtp].flatMap(({ clear, tls }) => [`${clear.port}`, `${tls.port}`]);
        const narrow = await house.password(anna.name, { senders: [anna.name] });
        const script = join(import.meta.dirname, 'proxy-clients.py');
        const words = [script, house.caFile, ...ports, anna.name, password, narrow];
        const { code, out } = await desk.run('python3', words);
        expect(code, out).toBe(0);
        expect(out.trim().split('\n')).toEqual([
          expect.stringMatching(/^behind .*\bchunking\b/),
          'auth_plain 535 5.7.8 ',
          'auth_login 535 5.7.8 ',
          'sender 553 5.7.1 ',
          'pass -ERR [AUTH]',
          // PIPELINING where the server has it.
          expect.stringMatching(
            /^before AUTH-RESP-CODE IMPLEMENTATION (PIPELINING )?RESP-CODES SASL TOP UIDL USER$/,
          ),
          'messages 2',
          'subjects by STARTTLS by TLS',
          'dots True',
          'long True',
          'again 2',
          'login [AUTHENTICATIONFAILED]',
          "selected OK [b'2']",
          'appended OK',
          'idle * 3 EXISTS',
          'found',
          'same True',
          'expunged 3',
        ]);
      });
    });

    describe('curl', () => {
      const { missing, title } = needs('with', 'curl');
      describe.skipIf(missing)(title, () => {
        const letter = 'Subject: by curl\r\n\r\nhello\r\n';
        const curl = (user: string, secret: string, ...args: string[]): Promise<Ran> =>
          desk.run('curl', ['-sS', '--cacert', house.caFile, '--user', `${user}:${secret}`, ...args]);

        it.each(['PLAIN', 'LOGIN'])('AUTH %s sends, keeps, and reads by POP and IMAP', async (mechanism) => {
          const { imap, pop, smtp } = house.doors;
          const by = ['--login-options', `AUTH=${mechanism}`];
          const file = desk.write('letter', letter);
          const submission = `smtps://localhost:${smtp.tls.port}`;
          const envelope = ['--mail-from', anna.name, '--mail-rcpt', anna.name, '-T', file];
          const sent = await curl(anna.name, password, submission, ...by, ...envelope);
          expect(sent).toEqual({ out: '', code: 0 });
          await arrived('by curl');
          const read = await curl(anna.name, password, `pop3s://localhost:${pop.tls.port}/1`, ...by);
          expect(read.out).toMatch(/^Subject: by curl\r\n([^]*\r\n)?\r\nhello\r\n/m);
          const kept = desk.write('kept', letter.replace('by', 'kept by'));
          const url = `imaps://localhost:${imap.tls.port}/INBOX`;
          expect((await curl(anna.name, password, url, ...by, '-T', kept)).code).toBe(0);
          expect(subjects()).toContain('kept by curl');
          const whole = await curl(anna.name, password, `${url};MAILINDEX=2`, ...by);
          expect(whole).toEqual({ code: 0, out: letter.replace('by', 'kept by') });
        });

        it('hears that a password is wrong', async () => {
          const { imap, pop, smtp } = house.doors;
          const wrong = (...words: string[]): Promise<Ran> => curl(ben.name, 'wrong', '--ssl-reqd', ...words);
          for (const url of [
            `imap://localhost:${imap.clear.port}/INBOX`,
            `pop3s://localhost:${pop.tls.port}/`,
            `smtp://localhost:${smtp.clear.port}`,
          ]) {
            expect(await wrong(url)).toMatchObject({ code: 67 });
          }
        });
      });
    });

    describe('swaks', () => {
      const { missing, title } = needs('sends in a pipeline behind STARTTLS', 'swaks');
      it.skipIf(missing)(title, { timeout: 60_000 }, async () => {
        const { code, out } = await desk.run('swaks', [
          ...['--server', 'localhost', '--port', `${house.doors.smtp.clear.port}`, '--tls', '--pipeline'],
          ...['--auth', 'PLAIN', '--auth-user', anna.name, '--auth-password', password],
          ...['--from', anna.name, '--to', anna.name, '--header', 'Subject: by swaks'],
        ]);
        expect(code, out).toBe(0);
        await arrived('by swaks');
      });
    });

    describe('msmtp', () => {
      const { missing, title } = needs('sends, as its settings are printed', 'msmtp');
      it.skipIf(missing).each([
        ['tls', 1_000],
        ['clear', 1_000],
        // 35 MB.
        ['starttls', 455_000],
      ] as const)(`${title}: %s`, { timeout: 120_000 }, async (line, lines) => {
        const file = desk.write('msmtprc', await desk.settings('msmtp', line));
        const letter = `Subject: by msmtp\n\n${`${'z'.repeat(76)}\n`.repeat(lines)}`;
        const { code, out } = await desk.run('msmtp', ['-C', file, anna.name], letter);
        expect(code, out).toBe(0);
        await arrived('by msmtp');
        const [message] = inbox.messages();
        expect(message?.raw.toString('latin1').match(/^z{76}\r?$/gm)).toHaveLength(lines);
      });
    });

    describe.each(['mutt', 'neomutt'])('%s', (program) => {
      const { missing, title } = needs('reads and sends, as its settings are printed', program, 'tmux');
      it.skipIf(missing)(title, { timeout: 60_000 }, async () => {
        inbox.deliver('From: ben@contoso.example\r\nSubject: to be read\r\n\r\nA text to read.\r\n');
        const printed = await desk.settings('mutt', 'tls');
        const rc = desk.write(`${program}rc`, `${printed}set wait_key=no sleep_time=0 quit=yes\n`);
        const terminal = openTerminal({
          folder: desk.folder,
          command: [program, '-n', '-F', rc],
          env: desk.env,
        });
        try {
          await terminal.until(/to be read/);
          terminal.press('Enter');
          await terminal.until(/A text to read/);
        } finally {
          terminal.close();
        }
        const words = ['-n', '-F', rc, '-s', `by ${program}`, anna.name];
        const { code, out } = await desk.run(program, words, 'Written in a pipe.\n.\n');
        expect(code, out).toBe(0);
        await arrived(`by ${program}`);
      });
    });

    describe('fetchmail', () => {
      const { missing, title } = needs('fetches, where the password is right', 'fetchmail');
      it.skipIf(missing).each([
        ['pop3', 'pop', 'clear'],
        ['imap', 'imap', 'tls'],
      ] as const)(`${title}: by %s`, { timeout: 60_000 }, async (protocol, door, line) => {
        inbox.deliver('Subject: fetched\r\n\r\nhello\r\n');
        const tls = `sslproto "TLS1.2+" sslcertck sslcertfile ${house.caFile}${line === 'tls' ? ' ssl' : ''}`;
        const fetch = (user: string, secret: string): Promise<Ran> => {
          const poll = `poll localhost service ${house.doors[door][line].port} protocol ${protocol}`;
          const rc = `${poll}\n  user "${user}" password "${secret}" ${tls} keep\n  mda "cat"\n`;
          return desk.run('fetchmail', ['-f', desk.write('fetchmailrc', rc), '--nodetach', '--nosyslog']);
        };
        const refused = await fetch(ben.name, 'wrong');
        expect(refused.code, refused.out).toBe(3);
        expect(refused.out).toMatch(/Authori[sz]ation failure/);
        const fetched = await fetch(anna.name, password);
        expect(fetched.code, fetched.out).toBe(0);
        expect(fetched.out).toContain('Subject: fetched');
      });
    });

    describe('mbsync', () => {
      const { missing, title } = needs(`keeps ${count} messages the same, byte for byte`, 'mbsync');
      it.skipIf(missing)(title, { timeout: 240_000 }, async () => {
        const deliver = (messages: number): void => {
          for (const { raw, flags } of strangeMessages(messages)) inbox.deliver(raw, flags);
        };
        deliver(count);
        const near = join(desk.folder, 'Mail', 'INBOX');
        mkdirSync(join(desk.folder, 'Mail'));
        const printed = await desk.settings('mbsync', 'tls');
        const config = desk.write('mbsyncrc', `${printed}Expunge Both\n`);
        const same = (list: Iterable<{ raw: Buffer; flags: readonly string[] }>): string[] =>
          Array.from(list, ({ raw, flags }) => `${digest(raw)} ${flags.join(' ')}`).sort();
        const sync = async (): Promise<void> => {
          const { code, out } = await desk.run('mbsync', ['-q', '-c', config, 'mailgrant:INBOX']);
          expect(code, out).toBe(0);
          expect(same(maildirMessages(near))).toEqual(same(inbox.messages()));
        };
        await sync();
        expect(maildirMessages(near)).toHaveLength(count);
        // On the server: new ones, one gone, one flagged. In the Maildir: one gone, one flagged, one new.
        const [first, second] = inbox.messages();
        first?.expunge();
        second?.setFlags(['\\Flagged']);
        deliver(50);
        const files = readdirSync(join(near, 'cur')).map((name) => join(near, 'cur', name));
        const [gone = '', seen = ''] = files.slice(-2);
        rmSync(gone);
        renameSync(seen, `${seen.replace(/:2,.*$/, '')}:2,FRS`);
        writeFileSync(
          join(near, 'new', '1.here'),
          'Subject: made here\nMessage-ID: <made@here.example>\n\nText.\n',
        );
        await sync();
        expect(subjects()).toContain('made here');
      });
    });

    describe('a few messages', () => {
      const few = ['one', 'three', 'two'];
      beforeEach(() => {
        for (const subject of few) inbox.deliver(`Subject: ${subject}\r\n\r\nText.\r\n`);
      });
      const subjectsIn = (maildir: string): string[] =>
        maildirMessages(maildir)
          .map(({ raw }) => subjectOf(raw))
          .sort();

      /**
       * It delivers each message by a child, and where that ends before it listens for its end, it has never heard of it: then
       * it gives up after its time, and says so (getmail 6.18, `forkchild`). It is called anew, as its timer would.
       */
      const childMissed = /waiting child pid \d+ timed out/;
      const getmail = needs('are fetched by getmail', 'getmail');
      it.skipIf(getmail.missing).each([
        ['IMAP', 'imap'],
        ['POP3', 'pop'],
      ] as const)(`${getmail.title}: by %s`, { timeout: 120_000 }, async (protocol, door) => {
        const fetched = async (place: string): Promise<Ran> => {
          for (const part of ['', 'cur', 'new', 'tmp']) {
            mkdirSync(join(place, part), { recursive: true });
            // As root it insists on delivering as somebody else, who has to get there.
            if (process.getuid?.() === 0) chownSync(join(place, part), nobody, nobody);
          }
          const rc = desk.write(
            'getmailrc',
            `[retriever]
type = Simple${protocol}SSLRetriever
server = localhost
port = ${house.doors[door].tls.port}
ca_certs = ${house.caFile}
username = ${anna.name}
password = ${password}
timeout = 15
${protocol === 'IMAP' ? 'mailboxes = ("INBOX",)\n' : ''}
[destination]
type = Maildir
${process.getuid?.() === 0 ? 'user = nobody\n' : ''}path = ${place}/
`,
          );
          // What it has fetched already it keeps beside what it fetched.
          return desk.run('getmail', ['--getmaildir', place, '--rcfile', rc]);
        };
        let place = join(desk.folder, `getmail-${protocol}`);
        let ran = await fetched(place);
        for (let again = 1; again <= 4 && childMissed.test(ran.out); again += 1) {
          place = join(desk.folder, `getmail-${protocol}-${again}`);
          ran = await fetched(place);
        }
        expect(ran.code, ran.out).toBe(0);
        expect(subjectsIn(place)).toEqual(few);
      });

      const offlineimap = needs('are kept by offlineimap', 'offlineimap');
      it.skipIf(offlineimap.missing)(offlineimap.title, { timeout: 60_000 }, async () => {
        const rc = desk.write(
          'offlineimaprc',
          `[general]
accounts = anna
metadata = ${desk.folder}/offlineimap
ui = basic
[Account anna]
localrepository = near
remoterepository = far
[Repository near]
type = Maildir
localfolders = ${desk.folder}/offline
[Repository far]
type = IMAP
remotehost = localhost
remoteport = ${house.doors.imap.tls.port}
remoteuser = ${anna.name}
remotepass = ${password}
ssl = yes
sslcacertfile = ${house.caFile}
folderfilter = lambda name: name.upper() == 'INBOX'
`,
        );
        const { code, out } = await desk.run('offlineimap', ['-c', rc, '-o']);
        expect(code, out).toBe(0);
        const [folder = ''] = readdirSync(join(desk.folder, 'offline'));
        expect(folder.toUpperCase()).toBe('INBOX');
        expect(subjectsIn(join(desk.folder, 'offline', folder))).toEqual(few);
      });
    });
  });
});
