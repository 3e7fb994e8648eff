// What Graph cannot be told in one request: drafts that lie there, ready messages that are too large for one, and answers
// that are lost on the way of putting one together. Exactly one delivery, and no draft left where there was none.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hastyClock } from '../kit/hasty-clock.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';
import { sendingWorld } from '../kit/sending-world.ts';

let faces: World;
beforeAll(async () => {
  faces = await openWorld();
});
afterAll(() => faces.close());

const large = Buffer.alloc(3 * 1024 * 1024 + 17, 'mailgrant ');
const message = {
  to: ben,
  bcc: 'hidden@partner.example',
  subject: 'large',
  text: 'See the file.',
  attachments: [
    { filename: 'large.bin', content: large },
    { filename: 'small.txt', content: 'small' },
  ],
};
const newest = (who: string, folder = 'inbox'): string =>
  faces.faces.mail.list(who, folder).at(-1)?.content.raw.toString('latin1') ?? '';
const count = (who: string, folder: string): number => faces.faces.mail.list(who, folder).length;
const submissions = (): number => faces.faces.mail.submissions.length;
const file = (raw: string, name: string): Buffer => {
  const part = raw.split(name).at(-1) ?? '';
  return Buffer.from(/\r\n\r\n([A-Za-z0-9+/=\r\n]+?)\r\n--/.exec(part)?.[1] ?? '', 'base64');
};
const reset = (): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });

type Options = NonNullable<Parameters<typeof sendingWorld>[1]>;
const world = (options: Options = {}): ReturnType<typeof sendingWorld> =>
  sendingWorld(faces, { connected: ['graph'], clock: hastyClock(), ...options });

/** The first answer to what ends like this is lost: after the server has done it, or before it has heard of it. */
function losing(method: string, end: string, when: 'answer' | 'request'): NonNullable<Options['fetch']> {
  let left = 1;
  return async (request, next) => {
    if (left === 0 || request.method !== method || !new URL(request.url).pathname.endsWith(end)) {
      return next(request);
    }
    left -= 1;
    if (when === 'answer') await next(request);
    throw reset();
  };
}

let before = { submissions: 0, sent: 0, drafts: 0 };
beforeEach(() => {
  before = { submissions: submissions(), sent: count(anna, 'sentitems'), drafts: count(anna, 'drafts') };
});
const since = (): typeof before => ({
  submissions: submissions() - before.submissions,
  sent: count(anna, 'sentitems') - before.sent,
  drafts: count(anna, 'drafts') - before.drafts,
});

describe('a draft at Graph', () => {
  it('without a recipient is not sent, and stays', async () => {
    const { box, asked } = world();
    const { id } = await box.draft({ subject: 'nobody' });
    await expect(box.sendDraft(id)).rejects.toMatchObject({ code: 'compose-no-recipient' });
    expect(asked.some((line) => line.endsWith('/send'))).toBe(false);
    expect(since()).toEqual({ submissions: 0, sent: 0, drafts: 1 });
    await box.close();
  });

  it('is sent from there whatever its size, and nothing of it is fetched', async () => {
    const { box, asked } = world();
    const { id, messageId } = await box.draft(message);
    expect(since()).toEqual({ submissions: 0, sent: 0, drafts: 1 });
    const sent = await box.sendDraft(id);
    expect(sent).toMatchObject({
      route: 'graph',
      messageId,
      reply: '202 Accepted',
      accepted: [ben, 'hidden@partner.example'],
      found: false,
      draftRemoved: true,
      sentCopy: { by: 'server' },
    });
    expect(asked.filter((line) => line.endsWith('/send'))).toHaveLength(1);
    expect(asked.filter((line) => line.endsWith('/$value'))).toEqual([]);
    expect(since()).toEqual({ submissions: 1, sent: 1, drafts: 0 });
    expect(file(newest(ben), 'large.bin').equals(large)).toBe(true);
    expect(newest(ben)).not.toContain('hidden@');
    expect(newest(anna, 'sentitems')).toContain('hidden@');
    // It lies in Sent Items now, and is no draft.
    await expect(box.sendDraft(id)).rejects.toMatchObject({ code: 'send-not-a-draft' });
    expect(since().submissions).toBe(1);
    await box.close();
  });

  it('is sent there where SMTP turns out to be switched off', async () => {
    const settings = faces.mailbox(anna) as { smtpAuthDisabled: boolean | undefined };
    settings.smtpAuthDisabled = true;
    try {
      const { box, asked } = world({ connected: ['imap', 'smtp', 'graph'] });
      const { id } = await box.draft({ to: ben, subject: 'over' });
      expect(await box.sendDraft(id)).toMatchObject({ route: 'graph', draftRemoved: true });
      expect(asked.filter((line) => line.endsWith('/send'))).toHaveLength(1);
      expect(since()).toEqual({ submissions: 1, sent: 1, drafts: 0 });
      await box.close();
    } finally {
      settings.smtpAuthDisabled = undefined;
    }
  });

  it('that was sent before by another way is not sent again', async () => {
    const { box } = world();
    const { id, messageId } = await box.draft({ to: ben, subject: 'before' });
    faces.faces.mail.deliver(`From: ${anna}\r\nMessage-ID: ${messageId}\r\n\r\nx`, anna, {
      folder: 'sentitems',
    });
    expect(await box.sendDraft(id)).toMatchObject({ found: true, draftRemoved: true });
    expect(since()).toEqual({ submissions: 0, sent: 1, drafts: 0 });
    await box.close();
  });

  it.each([200, 204, 500] as const)('is not known to be sent where %i answers', async (status) => {
    const { box } = world({
      async fetch(request, next) {
        if (!request.url.endsWith('/send')) return next(request);
        const body = status === 500 ? '{"error":{"code":"x","message":"y"}}' : null;
        return new Response(body, { status });
      },
    });
    const { id } = await box.draft({ to: ben, subject: 'odd answer' });
    await expect(box.sendDraft(id)).rejects.toMatchObject({
      code: 'send-outcome-unknown',
      details: { looked: expect.stringContaining('still a draft') as string },
    });
    expect(since()).toEqual({ submissions: 0, sent: 0, drafts: 1 });
    await box.close();
  });
});

describe('a ready message that is too large for one request', () => {
  const parts = (type: string): string =>
    [
      `From: ${anna}`,
      `To: ${ben}`,
      'Bcc: hidden@partner.example',
      'Subject: ready',
      'Message-ID: <ready@contoso.com>',
      'MIME-Version: 1.0',
      `Content-Type: ${type}; boundary=b`,
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'See the file.',
      '--b',
      'Content-Type: application/pdf; name=first.pdf',
      'Content-Disposition: attachment; filename=first.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERi0xLjQ=',
      '--b',
      'Content-Type: application/octet-stream; name=large.bin',
      'Content-Disposition: attachment; filename=large.bin',
      'Content-Transfer-Encoding: base64',
      '',
      large.toString('base64').replace(/.{76}/g, '$&\r\n'),
      '--b--',
      '',
    ].join('\r\n');

  it('is refused by name where taking it apart would break it; SMTP is named', async () => {
    const { box, asked } = world();
    await expect(box.send({ raw: parts('multipart/signed') })).rejects.toMatchObject({
      code: 'send-not-divisible',
      details: { reason: 'it is signed or encrypted as a whole' },
      hint: expect.stringContaining('SMTP') as string,
    });
    expect(asked.some((line) => line.startsWith('POST'))).toBe(false);
    expect(since()).toEqual({ submissions: 0, sent: 0, drafts: 0 });
    await box.close();
  });

  it('is taken apart where nothing is lost by it', async () => {
    const { box } = world();
    const sent = await box.send({ raw: parts('multipart/mixed') });
    expect(sent).toMatchObject({ route: 'graph', messageId: '<ready@contoso.com>' });
    expect(since()).toEqual({ submissions: 1, sent: 1, drafts: 0 });
    const got = newest(ben);
    expect(file(got, 'large.bin').equals(large)).toBe(true);
    expect(file(got, 'first.pdf').toString()).toBe('%PDF-1.4');
    expect(got.indexOf('first.pdf')).toBeLessThan(got.indexOf('large.bin'));
    expect(got).not.toContain('hidden@');
    // The same again is the same message.
    expect((await box.send({ raw: parts('multipart/mixed') })).found).toBe(true);
    expect(since().submissions).toBe(1);
    await box.close();
  });
});

describe('a lost answer', () => {
  it.each([
    ['to the draft', 'POST', '/messages'],
    ['to a small attachment', 'POST', '/attachments'],
    ['to the beginning of an upload', 'POST', '/createUploadSession'],
  ])('%s is settled at the draft, and the message sent once', async (_, method, end) => {
    for (const when of ['answer', 'request'] as const) {
      const { box } = world({ fetch: losing(method, end, when) });
      // A draft that never came into being is told, and was not sent.
      const refused = end === '/messages' && when === 'request';
      const was = since();
      if (refused) await expect(box.send(message)).rejects.toMatchObject({ code: 'net-lost' });
      else expect(await box.send(message)).toMatchObject({ route: 'graph', found: false });
      const expected = refused ? 0 : 1;
      expect(since()).toEqual({
        submissions: was.submissions + expected,
        sent: was.sent + expected,
        drafts: 0,
      });
      if (!refused) {
        const got = newest(ben);
        expect(got.match(/filename="?(large\.bin|small\.txt)/g)).toHaveLength(2);
        expect(file(got, 'large.bin').equals(large)).toBe(true);
      }
      await box.close();
    }
  });

  it.each(['answer', 'request'] as const)(
    '(%s) to the last piece of an upload is settled at the draft',
    async (when) => {
      let puts = 0;
      const { box, asked } = world({
        async fetch(request, next) {
          if (request.method !== 'PUT') return next(request);
          puts += 1;
          if (puts !== 1) return next(request);
          if (when === 'answer') await next(request);
          throw reset();
        },
      });
      const one = {
        ...message,
        attachments: [{ filename: 'large.bin', content: large.subarray(0, 3_200_000) }],
      };
      await box.send(one);
      expect(since()).toEqual({ submissions: 1, sent: 1, drafts: 0 });
      expect(asked.filter((line) => line.endsWith('/createUploadSession'))).toHaveLength(1);
      expect(newest(ben).match(/filename="?large\.bin/g)).toHaveLength(1);
      await box.close();
    },
  );

  it('to an upload whose session has gone begins another one', async () => {
    let gone = false;
    const { box, asked } = world({
      async fetch(request, next) {
        if (gone || request.method !== 'PUT') return next(request);
        gone = true;
        return new Response('{}', { status: 404 });
      },
    });
    await box.send(message);
    expect(since()).toEqual({ submissions: 1, sent: 1, drafts: 0 });
    expect(asked.filter((line) => line.endsWith('/createUploadSession'))).toHaveLength(2);
    expect(file(newest(ben), 'large.bin').equals(large)).toBe(true);
    await box.close();
  });

  it('to the sending itself is settled by the draft that has gone by', async () => {
    const { box } = world({ fetch: losing('POST', '/send', 'answer') });
    expect(await box.send(message)).toMatchObject({ route: 'graph', found: true });
    expect(since()).toEqual({ submissions: 1, sent: 1, drafts: 0 });
    await box.close();
  });

  it('to a sending that never came stays unknown: the draft is kept, and is said to be there', async () => {
    const { box } = world({ fetch: losing('POST', '/send', 'request') });
    await expect(box.send(message)).rejects.toMatchObject({
      code: 'send-outcome-unknown',
      details: { looked: expect.stringContaining('while it stays there it has not been sent') as string },
    });
    expect(since()).toEqual({ submissions: 0, sent: 0, drafts: 1 });
    await box.close();
  });
});

describe('without the permission to send', () => {
  const scopes = ['https://graph.microsoft.com/User.Read', 'https://graph.microsoft.com/Mail.ReadWrite'];

  it('Graph is asked for nothing, and the permission is named', async () => {
    const { box, asked } = world({ scopes });
    await expect(box.send(message)).rejects.toMatchObject({
      code: 'graph-access-denied',
      hint: 'Ask for the permission to send: mailgrant login anna --permission Mail.Send',
    });
    expect(asked).toEqual([]);
    const { id } = await box.draft({ to: ben, subject: 'not sent' });
    await expect(box.sendDraft(id)).rejects.toMatchObject({
      code: 'graph-access-denied',
      hint: expect.stringContaining('Mail.Send') as string,
    });
    expect(asked.some((line) => line.endsWith('/send'))).toBe(false);
    await box.close();
  });

  it('Graph is no other way: what keeps SMTP from sending is told', async () => {
    const settings = faces.mailbox(anna) as { smtpAuthDisabled: boolean | undefined };
    settings.smtpAuthDisabled = true;
    try {
      const { box } = world({ connected: ['smtp', 'graph'], scopes });
      await expect(box.send({ to: ben })).rejects.toMatchObject({
        code: 'mail-smtp-auth-disabled',
        hint: expect.stringContaining('mailgrant login anna --permission Mail.Send') as string,
      });
      await box.close();
    } finally {
      settings.smtpAuthDisabled = undefined;
    }
  });

  it('a permission to send for others is one, and a token that says nothing is tried', async () => {
    for (const more of [['Mail.Send.Shared'], ['https://graph.microsoft.com/mail.send']]) {
      const { box } = world({ scopes: [...scopes, ...more] });
      expect((await box.send({ to: ben })).route).toBe('graph');
      await box.close();
    }
    const { box } = world({ scopes: ['openid', 'profile'] });
    expect((await box.send({ to: ben })).route).toBe('graph');
    await box.close();
  });
});
