// The same submission scenarios to Postfix and to the sandbox, by the same client with the same token: the codes agree,
// or the difference stands in smtp-differences.ts with its reason. A reason that nothing needs is a failure, too. What
// is sent must arrive with the same bytes behind its trace fields.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Closers } from '../../src/base/closers.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { debianServers, issuerOf } from '../kit/debian-servers.ts';
import { needs } from '../kit/interop.ts';
import { type SmtpTalk, type SmtpTalkOptions, sendBySmtp, signedInSmtp, talkSmtp } from '../kit/smtp-talk.ts';
import { type Explanation, explained } from './smtp-differences.ts';

const anna = seed.contoso.anna.name;
const ben = seed.contoso.ben.name;
const { missing, title } = needs('submission beside Postfix', 'postfix', 'dovecot');

/** Commands of one session, in their order; each gets one reply. */
const scenarios: Readonly<Record<string, { signedIn: boolean; commands: readonly string[] }>> = {
  sequence: {
    signedIn: true,
    commands: [
      `RCPT TO:<${ben}>`,
      'DATA',
      `MAIL FROM:<${anna}>`,
      `MAIL FROM:<${anna}>`,
      'DATA',
      `RCPT TO:<${ben}>`,
      'RSET',
      `RCPT TO:<${ben}>`,
      `MAIL FROM:<${anna}> SIZE=1000 BODY=8BITMIME`,
      `RCPT TO:<${ben}> NOTIFY=NEVER`,
      'EHLO client.example',
      'DATA',
      'NOOP',
      'QUIT',
    ],
  },
  parameters: {
    signedIn: true,
    commands: [
      `MAIL FROM:<${anna}> SIZE=a`,
      `MAIL FROM:<${anna}> BODY=9BIT`,
      `MAIL FROM:<${anna}> RET=SOME`,
      `MAIL FROM:<${anna}> FUTURE`,
      `MAIL FROM:<${anna}> RET=HDRS ENVID=a+2Bb`,
      'RCPT TO:<>',
      `RCPT TO:<${ben}> NOTIFY=SOMETIMES`,
      `RCPT TO:<${ben}> NOTIFY=NEVER,SUCCESS`,
      `RCPT TO:<${ben}> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;${ben}`,
      'RSET',
      `MAIL FROM:<${anna}> SIZE=99999999999`,
    ],
  },
  commands: {
    signedIn: true,
    commands: ['NOOP', 'RSET', 'NONSENSE', 'EXPN staff', 'HELP', 'DATA now', 'QUIT'],
  },
  'sign-in': {
    signedIn: false,
    commands: ['AUTH PLAIN', 'AUTH XOAUTH2', '*', 'AUTH XOAUTH2 not-base64', `MAIL FROM:<${anna}>`, 'QUIT'],
  },
  chunks: {
    signedIn: true,
    commands: [
      'BDAT 0 LAST',
      `MAIL FROM:<${anna}>`,
      `RCPT TO:<${ben}>`,
      'BDAT 3\r\nabc',
      'DATA',
      'RSET',
      `MAIL FROM:<${anna}>`,
      `RCPT TO:<${ben}>`,
      'BDAT 14\r\nSubject: x\r\n\r\n',
      'BDAT 0 LAST',
      'NOOP',
    ],
  },
};

describe.skipIf(missing)(title, () => {
  const closers = new Closers();
  const used = new Set<Explanation>();
  let sandbox: Sandbox;
  let token = '';
  let ours: SmtpTalkOptions;
  let theirs: SmtpTalkOptions;
  let maildir = '';

  beforeAll(async () => {
    sandbox = await startSandbox({ quirks: { smtpErrorsMax: 1000, failedSignInsMax: 1000 } });
    closers.push(() => sandbox.close());
    const host = '127.0.0.1';
    const { servers, caPem, mail, close } = await debianServers(issuerOf(sandbox), {
      recipients: [anna, ben],
      host,
    });
    closers.push(close);
    maildir = join(mail, ben, 'Maildir', 'new');
    token = sandbox.entra.mint({
      user: anna,
      app: seed.apps.desktop.appId,
      scopes: `${sandbox.cloud.exchangeResource}/SMTP.Send`,
    }).accessToken;
    ours = { ...sandbox.servers.smtp, caPem: sandbox.ca.pem };
    theirs = { host, port: servers.smtp.port, caPem };
  });
  afterAll(() => closers.close());

  async function codes(server: SmtpTalkOptions, name: string): Promise<string[]> {
    const { signedIn, commands } = scenarios[name] ?? { signedIn: false, commands: [] };
    const talk = await open(server, signedIn);
    try {
      const replies: string[] = [];
      for (const command of commands) {
        // A chunk is sent with its command and has no line end of its own.
        if (command.startsWith('BDAT') && command.includes('\r\n')) talk.send(command);
        else talk.send(`${command}\r\n`);
        replies.push((await talk.next()).slice(0, 3));
      }
      return replies;
    } finally {
      talk.close();
    }
  }

  async function open(server: SmtpTalkOptions, signedIn: boolean): Promise<SmtpTalk> {
    if (signedIn) return signedInSmtp({ ...server, user: anna, token });
    const talk = await talkSmtp(server);
    await talk.startTls();
    return talk;
  }

  it.each(Object.keys(scenarios))('%s: the codes agree, or it is known why not', async (name) => {
    const [own, other] = [await codes(ours, name), await codes(theirs, name)];
    const unexplained = (scenarios[name]?.commands ?? []).flatMap((command, index) => {
      if (own[index] === other[index]) return [];
      const what = `${name}: ${command.split('\r\n')[0] ?? ''}`;
      const explanation = explained.find((one) => one.what.test(what));
      if (explanation) used.add(explanation);
      return explanation
        ? []
        : [`${what}: the sandbox says ${own[index] ?? ''}, Postfix ${other[index] ?? ''}`];
    });
    expect(unexplained).toEqual([]);
  });

  it('what is sent arrives with the same bytes', async () => {
    const raw = [
      `From: <${anna}>`,
      `To: <${ben}>`,
      'Subject: the same',
      'Date: Mon, 02 Nov 2026 09:00:00 +0000',
      'Message-ID: <same@contoso.example>',
      '',
      '.a dot',
      '..two',
      '',
      `${'long '.repeat(150)}`,
      'end',
      '',
    ].join('\r\n');
    for (const server of [ours, theirs]) {
      const talk = await open(server, true);
      expect(await sendBySmtp(talk, { from: anna, to: [ben], raw })).toMatch(/^250/);
      await talk.say('QUIT');
      talk.close();
    }
    // With the first message Dovecot makes the folder.
    const filed = await eventually(() =>
      (existsSync(maildir) ? readdirSync(maildir) : [])
        .map((file) => readFileSync(join(maildir, file)))
        .find((bytes) => bytes.includes('Subject: the same')),
    );
    const here = sandbox.mail.list(ben).at(-1)?.content.raw.toString('latin1') ?? '';
    // Maildirs have bare line feeds.
    const there = filed.toString('latin1').replaceAll('\n', '\r\n');
    const own = (text: string): string => text.slice(text.indexOf(`From: <${anna}>`));
    expect(own(here)).toBe(raw);
    expect(own(there)).toBe(raw);
  });

  it('needs every explanation that there is', () => {
    expect(explained.filter((one) => !used.has(one)).map(({ what }) => String(what))).toEqual([]);
  });

  /** Postfix delivers when it gets to it. */
  async function eventually<Value>(look: () => Value | undefined): Promise<Value> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error('it has not come within 20 seconds');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
});
