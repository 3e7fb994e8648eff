// Submission beyond what a dialog file can show: what arrives where, what is counted over time and over connections, and
// bytes that try to be something else. Refusals that one session can show are files in test/dialogs.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { sandboxClock } from '../../src/sandbox/clock.ts';
import { plainSubmission } from '../../src/sandbox/model.ts';
import { TranscriptStore } from '../../src/sandbox/transcripts/transcripts.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';
import { type SmtpTalk, sendBySmtp, signedInSmtp, talkSmtp } from '../kit/smtp-talk.ts';

const clock = sandboxClock(systemClock());
let world: World;
let transcripts: TranscriptStore;
const open: SmtpTalk[] = [];
beforeEach(async () => {
  transcripts = new TranscriptStore({ clock });
  world = await openWorld({ clock, transcripts });
});
afterEach(async () => {
  for (const talk of open.splice(0)) talk.close();
  await world.close();
});

async function signedIn(options: { user?: string; lifetimeMs?: number } = {}): Promise<SmtpTalk> {
  const { user = anna, lifetimeMs = 3_600_000 } = options;
  const token = world.token(user, 'exchange', ['SMTP.Send'], { lifetimeMs });
  const talk = await signedInSmtp({ ...world.faces.endpoints.smtp, caPem: world.caPem, user, token });
  open.push(talk);
  return talk;
}

const message = (subject: string, more = ''): string =>
  `From: <${anna}>\r\nSubject: ${subject}\r\n${more}\r\nHello.\r\n`;
const inbox = (address: string): string[] =>
  world.faces.mail.list(address).map(({ content }) => content.raw.toString());
const sent = (address: string): string[] =>
  world.faces.mail.list(address, 'sentitems').map(({ content }) => content.raw.toString());

describe('a message', () => {
  it('arrives with a Received field, and once in Sent Items without', async () => {
    const talk = await signedIn();
    const reply = await sendBySmtp(talk, {
      from: anna,
      to: [ben, ben.toUpperCase()],
      raw: message('hi', 'Bcc: x@y.example\r\n'),
    });
    expect(reply).toMatch(/^250 2\.0\.0 OK <[^>]+> \[Hostname=SANDBOX\.prod\.outlook\.com\]$/);
    expect(inbox(ben)).toHaveLength(1);
    expect(inbox(ben)[0]).toMatch(
      /^Received: from client\.example \(\[127\.0\.0\.1\]\) by SANDBOX\.prod\.outlook\.com\r\n with ESMTPSA id [0-9A-F]{16}; .* \+0000\r\n/,
    );
    expect(inbox(ben)[0]).not.toContain('Bcc');
    expect(sent(anna)).toHaveLength(1);
    expect(sent(anna)[0]).not.toContain('Received');
    expect(sent(anna)[0]).toContain('Bcc: x@y.example');
  });

  it('keeps its Message-ID, or is given another beside it', async () => {
    const talk = await signedIn();
    const raw = message('id', 'Message-ID: <mine@client.example>\r\n');
    expect(await sendBySmtp(talk, { from: anna, to: [ben], raw })).toContain('<mine@client.example>');
    world.faces.quirks.messageIds = 'rewrite';
    const reply = await sendBySmtp(talk, { from: anna, to: [ben], raw });
    const [, id = ''] = /OK (<[^>]+>)/.exec(reply) ?? [];
    expect(id).not.toContain('mine');
    expect(inbox(ben)[1]).toContain(
      `\r\nMessage-ID: ${id}\r\nX-Microsoft-Original-Message-ID: <mine@client.example>\r\n`,
    );
    expect(sent(anna)[1]).toContain(`Message-ID: ${id}`);
  });

  it('in chunks is put together, however they are cut, and binary stays what it is', async () => {
    const talk = await signedIn();
    const raw = Buffer.concat([Buffer.from(message('chunks')), Buffer.from([0, 10, 13, 46, 10, 255])]);
    talk.send(`MAIL FROM:<${anna}> BODY=BINARYMIME\r\nRCPT TO:<${ben}>\r\n`);
    for (let at = 0; at < raw.length; at += 17) {
      const chunk = raw.subarray(at, at + 17);
      talk.send(Buffer.concat([Buffer.from(`BDAT ${chunk.length}\r\n`), chunk]));
    }
    talk.send('BDAT 0 LAST\r\n');
    let reply = '';
    for (let left = 3 + Math.ceil(raw.length / 17); left > 0; left -= 1) reply = await talk.next();
    expect(reply).toMatch(/^250 2\.0\.0 OK/);
    const [item] = world.faces.mail.list(ben);
    expect(item?.content.raw.subarray(-raw.length).equals(raw)).toBe(true);
  });

  it('to an address that is not ASCII is taken with SMTPUTF8', async () => {
    Object.assign(world.mailbox(ben), { address: ben });
    const talk = await signedIn();
    await talk.say(`MAIL FROM:<${anna}> SMTPUTF8 BODY=8BITMIME`);
    expect(await talk.say('RCPT TO:<bën@elsewhere.example>')).toBe('250 2.1.5 Recipient OK');
    await talk.say('DATA');
    expect(await talk.say(`${message('Grüße')}.`)).toMatch(/^250/);
    expect(world.faces.mail.submissions.at(-1)?.recipients).toEqual(['bën@elsewhere.example']);
    expect(world.faces.mail.submissions.at(-1)?.raw.toString()).toContain('Subject: Grüße');
  });
});

describe('an end that is none', () => {
  it.each([['\n.\n'], ['\n.\r\n'], ['\r\n.\n'], ['\r.\r'], ['\r\n.\r'], ['\n.\r'], ['\r\n\0.\r\n']])(
    '%j stays inside the message',
    async (end) => {
      const talk = await signedIn();
      await talk.say(`MAIL FROM:<${anna}>`);
      await talk.say(`RCPT TO:<${ben}>`);
      await talk.say('DATA');
      const smuggled = `MAIL FROM:<${ben}>\r\nRCPT TO:<${anna}>\r\nDATA\r\nFrom: <${ben}>\r\n\r\nsmuggled`;
      expect(await talk.say(`${message('outer')}${end}${smuggled}\r\n.`)).toMatch(/^250 2\.0\.0 OK/);
      expect(await talk.say('NOOP')).toBe('250 2.0.0 OK');
      expect(inbox(ben)).toHaveLength(1);
      expect(inbox(ben)[0]).toContain('smuggled');
      expect(inbox(anna)).toHaveLength(0);
    },
  );

  it('makes no bare line feed, and may be refused for it', async () => {
    const talk = await signedIn();
    const raw = message('lf').replaceAll('\r\n', '\n');
    expect(await sendBySmtp(talk, { from: anna, to: [ben], raw })).toMatch(/^250/);
    expect(inbox(ben)[0]).not.toMatch(/[^\r]\n/);
    world.faces.quirks.bareLineFeeds = 'refuse';
    expect(await sendBySmtp(talk, { from: anna, to: [ben], raw })).toMatch(/^550 5\.6\.11 /);
    expect(await sendBySmtp(talk, { from: anna, to: [ben], raw: message('crlf') })).toMatch(/^250/);
  });

  it('of a line is looked for in one that is too long', async () => {
    const talk = await signedIn();
    talk.send(`NOOP ${'x'.repeat(40_000)}`);
    expect(await talk.say('')).toBe('500 5.5.2 Line too long');
    expect(await talk.say('NOOP')).toBe('250 2.0.0 OK');
  });
});

describe('a delivery report', () => {
  const reports = (): string[] => inbox(anna);
  const stranger = 'somebody@elsewhere.example';
  const nobody = 'nobody@contoso.com';

  it.each<[string, string, string, number, string?]>([
    ['of failure comes unasked', nobody, '', 1, 'Action: failed'],
    ['of failure comes when asked for', nobody, ' NOTIFY=SUCCESS,FAILURE', 1, 'Action: failed'],
    ['of failure does not come when only success is asked for', nobody, ' NOTIFY=SUCCESS', 0],
    ['never comes when it shall not', nobody, ' NOTIFY=NEVER', 0],
    ['of success does not come unasked', ben, '', 0],
    ['of success comes when asked for', ben, ' NOTIFY=SUCCESS', 1, 'Action: delivered'],
    ['of success does not come for failure alone', ben, ' NOTIFY=FAILURE,DELAY', 0],
    ['says of a stranger that it was handed on', stranger, ' NOTIFY=SUCCESS', 1, 'Action: relayed'],
  ])('%s', async (_, to, rcpt, count, action) => {
    const talk = await signedIn();
    expect(await sendBySmtp(talk, { from: anna, to: [to], raw: message('report'), rcpt })).toMatch(/^250/);
    expect(reports()).toHaveLength(count);
    if (action !== undefined)
      expect(reports()[0]).toContain(`Final-Recipient: rfc822;${to}\r\n${action}\r\n`);
  });

  it('carries what identifies the message, and as much of it as was wished for', async () => {
    const talk = await signedIn();
    const rcpt = ` ORCPT=rfc822;old+2Bname@contoso.com`;
    await sendBySmtp(talk, {
      from: anna,
      to: [nobody],
      raw: message('whole'),
      mail: ' RET=FULL ENVID=QQ+2B1',
      rcpt,
    });
    await sendBySmtp(talk, { from: anna, to: [nobody], raw: message('head'), mail: ' RET=HDRS' });
    const [whole = '', head = ''] = reports();
    expect(whole).toContain('Original-Envelope-Id: QQ+2B1\r\n');
    expect(whole).toContain('Original-Recipient: rfc822;old+2Bname@contoso.com\r\n');
    expect(whole).toMatch(/Content-Type: message\/rfc822\r\n\r\n.*Hello\./s);
    expect(head).toMatch(/Content-Type: text\/rfc822-headers\r\n\r\n.*Subject: head/s);
    expect(head).not.toContain('Hello.');
  });

  it('is not made of a message without a sender', async () => {
    const talk = await signedIn();
    expect(await sendBySmtp(talk, { from: '', to: [nobody], raw: message('bounce') })).toMatch(/^250/);
    expect(reports()).toHaveLength(0);
  });

  it('says that a mailbox is full', async () => {
    world.mailbox(ben).submission = { ...plainSubmission(), full: true };
    const talk = await signedIn();
    await sendBySmtp(talk, { from: anna, to: [ben], raw: message('full') });
    expect(inbox(ben)).toHaveLength(0);
    expect(reports()[0]).toContain('Status: 5.2.2\r\n');
  });
});

describe('over time', () => {
  it('thirty messages a minute are delivered, the rest later and in order', async () => {
    const talk = await signedIn();
    for (let i = 0; i < 65; i += 1) {
      expect(await sendBySmtp(talk, { from: anna, to: [ben], raw: message(`number ${i}`) })).toMatch(/^250/);
    }
    expect(inbox(ben)).toHaveLength(30);
    expect(sent(anna)).toHaveLength(30);
    clock.advance(61_000);
    expect(inbox(ben)).toHaveLength(60);
    clock.advance(61_000);
    expect(inbox(ben).map((raw) => Number(/number (\d+)/.exec(raw)?.[1]))).toEqual(
      Array.from({ length: 65 }, (_, i) => i),
    );
  });

  it('recipients of a day are forgotten after it', async () => {
    world.mailbox(anna).submission = { ...plainSubmission(), recipientsPerDayMax: 2 };
    const send = async (): Promise<string> => {
      const talk = await signedIn();
      return sendBySmtp(talk, { from: anna, to: [ben, anna], raw: message('today') });
    };
    expect(await send()).toMatch(/^250/);
    expect(await send()).toContain('SubmissionQuotaExceededException');
    clock.advance(86_400_000);
    expect(await send()).toMatch(/^250/);
  });

  it('a session ends with its token, or goes on where it may', async () => {
    const ends = await signedIn({ lifetimeMs: 200_000 });
    clock.advance(200_000);
    expect(await ends.next()).toMatch(/^421 4\.7\.0 .*AccessTokenExpired/);
    expect(await ends.next()).toBe('END');
    world.faces.quirks.smtpTokenExpiry = 'go-on';
    const goesOn = await signedIn({ lifetimeMs: 200_000 });
    clock.advance(240_000);
    expect(await goesOn.say('NOOP')).toBe('250 2.0.0 OK');
  });

  it('a silent client is told that it was', async () => {
    const talk = await talkSmtp({ ...world.faces.endpoints.smtp, caPem: world.caPem });
    open.push(talk);
    await talk.say('NOOP');
    // The server waits for the next line by the time the reply has come through; a moment more for its timer.
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(5 * 60_000 + 1);
    expect(await talk.next()).toBe('421 4.4.1 Connection timed out');
    expect(await talk.next()).toBe('END');
  });
});

it('the fourth message at once of a mailbox is one too many', async () => {
  const talks = await Promise.all([signedIn(), signedIn(), signedIn(), signedIn()]);
  for (const talk of talks) {
    await talk.say(`MAIL FROM:<${anna}>`);
    await talk.say(`RCPT TO:<${ben}>`);
    await talk.say('DATA');
  }
  const [first, ...others] = talks;
  expect(await first?.say(`${message('one')}.`)).toMatch(
    /^432 4\.3\.2 STOREDRV\.ClientSubmit; sender thread limit exceeded \[Hostname=/,
  );
  for (const talk of others) expect(await talk.say(`${message('others')}.`)).toMatch(/^250/);
});

it('a connection that is lost in the middle of a message counts for nothing', async () => {
  for (let round = 0; round < 5; round += 1) {
    const talk = await signedIn();
    await talk.say(`MAIL FROM:<${anna}>`);
    await talk.say(`RCPT TO:<${ben}>`);
    await talk.say('DATA');
    talk.close();
  }
  // The server notices each of them some turns of the loop later.
  while (transcripts.list().some(({ endedAtMs }) => endedAtMs === undefined)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await sendBySmtp(await signedIn(), { from: anna, to: [ben], raw: message('after') })).toMatch(
    /^250/,
  );
  expect(inbox(ben)).toHaveLength(1);
});

it('what was pipelined before STARTTLS is forgotten', async () => {
  const talk = await talkSmtp({ ...world.faces.endpoints.smtp, caPem: world.caPem });
  open.push(talk);
  talk.send('EHLO x\r\nSTARTTLS\r\nRSET\r\n');
  await talk.next();
  expect(await talk.next()).toBe('220 2.0.0 SMTP server ready');
});
