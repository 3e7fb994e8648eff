import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';
import { sendingWorld } from '../kit/sending-world.ts';

let faces: World;
beforeAll(async () => {
  faces = await openWorld();
});
afterAll(() => faces.close());

const newest = (who: string, folder: string): string =>
  faces.faces.mail.list(who, folder).at(-1)?.content.raw.toString('utf8') ?? '';

const routes = [
  ['smtp', ['smtp']],
  ['graph', ['imap', 'graph']],
] as const;

describe.each(routes)('sending by %s', (route, connected) => {
  it('refuses a line end in the header and sends nothing', async () => {
    const before = faces.faces.mail.submissions.length;
    const { box } = sendingWorld(faces, { connected });
    for (const message of [
      { to: ben, subject: 'Hello\r\nBcc: eve@evil.example' },
      { to: 'ben@contoso.com\r\nRCPT TO:<eve@evil.example>', subject: 'x' },
      { to: { name: 'Ben\nX: y', address: ben }, subject: 'x' },
      { to: ben, subject: 'x', headers: { 'X-Note': 'a\r\nBcc: eve@evil.example' } },
      { to: ben, subject: 'x', headers: { 'X Note': 'a' } },
      { to: ben, subject: 'x', headers: { Bcc: 'eve@evil.example' } },
      { to: ben, subject: 'x', inReplyTo: '<a@b>\r\nBcc: eve@evil.example' },
      { to: ben, subject: 'x', attachments: [{ filename: 'a\r\nb', content: 'x' }] },
      { to: ben, subject: 'x', attachments: [{ content: 'x', contentType: 'text/plain\r\nBcc: e@e' }] },
    ]) {
      await expect(box.send(message)).rejects.toMatchObject({
        code: expect.stringMatching(/^compose-(header|address)-invalid$/) as string,
      });
    }
    expect(faces.faces.mail.submissions.length).toBe(before);
    await box.close();
  });

  it('reaches everybody, and nobody learns of a hidden recipient', async () => {
    const { box } = sendingWorld(faces, { connected });
    const sent = await box.send({
      to: `Ben Itō <${ben}>`,
      bcc: ['hidden@partner.example', anna],
      subject: `議事録 🎉 ${route}`,
      text: 'Grüße\n.a line that begins with a dot\n',
      html: '<p>Grüße <img src="cid:logo"></p>',
      attachments: [
        { filename: '請求書.pdf', content: Buffer.from('%PDF-'), contentType: 'application/pdf' },
        { filename: 'logo.png', content: Buffer.from([1, 2, 3]), cid: 'logo' },
      ],
    });
    expect(sent).toMatchObject({ route, found: false, sentCopy: { by: 'server' } });
    const submission = faces.faces.mail.submissions.at(-1);
    expect([...(submission?.recipients ?? [])].sort()).toEqual([anna, ben, 'hidden@partner.example'].sort());
    for (const who of [anna, ben]) {
      const got = newest(who, 'inbox');
      expect(got).toContain(sent.messageId);
      expect(got).not.toMatch(/hidden@partner|^bcc:/im);
      expect(got).toContain('Subject: =?UTF-8?');
      expect(got).toContain("filename*0*=utf-8''");
      expect(got).toMatch(/Content-ID: <logo>/i);
    }
    expect(newest(anna, 'sentitems')).toContain(sent.messageId);
    await box.close();
  });

  it('sends a ready message as it is, but for Bcc and lone line feeds', async () => {
    const { box } = sendingWorld(faces, { connected });
    const raw = `From: ${anna}\nTo: ${ben}\nBcc: hidden@partner.example\nX-Odd:  kept  \nSubject: raw\nMessage-ID: <raw-${route}@contoso.com>\nDate: Mon, 02 Nov 2026 09:00:00 +0000\n\nline\n.dot\n`;
    const sent = await box.send({ raw });
    expect(sent.messageId).toBe(`<raw-${route}@contoso.com>`);
    const got = newest(ben, 'inbox');
    expect(got).toMatch(/X-Odd: {2}kept {2}\r\n/);
    expect(got).toMatch(/\r\n\r\nline\r\n\.dot\r\n$/);
    expect(got).not.toContain('hidden');
    expect(faces.faces.mail.submissions.at(-1)?.recipients).toContain('hidden@partner.example');
    await box.close();
  });

  it('tells what it would do, and does nothing', async () => {
    const before = faces.faces.mail.submissions.length;
    const { box, asked } = sendingWorld(faces, { connected });
    const plan = await box.dryRun({ to: ben, bcc: 'hidden@partner.example', subject: 'plan' });
    expect(plan).toMatchObject({
      route,
      envelope: { from: anna, to: [ben, 'hidden@partner.example'] },
      hidden: ['hidden@partner.example'],
    });
    expect(plan.header).toContain('Subject: plan');
    expect(plan.header).not.toContain('hidden');
    expect(asked).toEqual([]);
    expect(faces.faces.mail.submissions.length).toBe(before);
    await box.close();
  });
});

describe('the way', () => {
  it('is Graph where an administrator has switched SMTP off, and is remembered', async () => {
    const settings = faces.mailbox(anna) as { smtpAuthDisabled: boolean | undefined };
    settings.smtpAuthDisabled = true;
    try {
      const { box, world } = sendingWorld(faces, { connected: ['smtp', 'graph'] });
      const sent = await box.send({ to: ben, subject: 'over' });
      expect(sent).toMatchObject({ route: 'graph', because: 'SMTP is switched off there' });
      expect(world.limits.isShut('smtp')).toBe(true);
      expect((await box.dryRun({ to: ben })).route).toBe('graph');
      await expect(box.send({ to: ben }, { via: 'smtp' })).rejects.toMatchObject({
        code: 'mail-smtp-auth-disabled',
      });
      await box.close();
    } finally {
      settings.smtpAuthDisabled = undefined;
    }
  });

  it('is not taken a second time for a sender who is not allowed', async () => {
    const { box, asked } = sendingWorld(faces, { connected: ['smtp', 'graph'] });
    await expect(box.send({ from: 'boss@contoso.com', to: ben })).rejects.toMatchObject({
      code: 'mail-sender-refused',
    });
    expect(asked).toEqual([]);
    await box.close();
  });

  it('serves two messages with one connection', async () => {
    const { box } = sendingWorld(faces, { connected: ['smtp'] });
    await box.send({ to: ben, subject: 'one' });
    await expect(box.send({ from: 'boss@contoso.com', to: ben })).rejects.toMatchObject({
      code: 'mail-sender-refused',
    });
    await box.send({ to: ben, subject: 'two' });
    const received = faces.faces.mail
      .list(ben)
      .slice(-2)
      .map((item) => item.content.raw.toString());
    const session = (text: string): string | undefined => /ESMTPSA id (\S+);/.exec(text)?.[1];
    expect(session(received[0] ?? '')).toBeDefined();
    expect(session(received[0] ?? '')).toBe(session(received[1] ?? ''));
    await box.close();
  });
});
