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
const flagsOf = (messageId: string): ReadonlySet<string> | undefined =>
  faces.faces.mail.list(anna, 'inbox').find(({ content }) => content.raw.includes(messageId))?.flags;

function deliver(id: string, header: string, body = 'What do you think?\r\n'): string {
  const messageId = `<${id}@contoso.com>`;
  const date = 'Date: Mon, 02 Nov 2026 09:00:00 +0000';
  faces.faces.mail.deliver(`${header}\r\n${date}\r\nMessage-ID: ${messageId}\r\n\r\n${body}`, anna);
  return messageId;
}

describe('reply', () => {
  it('stays in the thread, quotes, and marks what it answers', async () => {
    const id = deliver(
      'r1',
      `From: Ben Ito <${ben}>\r\nTo: ${anna}\r\nReferences: <a@x> <b@x>\r\nSubject: AW: Re: Lunch`,
    );
    const { box } = sendingWorld(faces);
    const sent = await box.reply(id, { text: 'Yes.' });
    expect(sent.marked).toBe(true);
    const got = newest(ben, 'inbox');
    expect(got).toMatch(/^Subject: Re: Lunch\r$/m);
    expect(got).toMatch(/^In-Reply-To: <r1@contoso\.com>\r$/m);
    expect(got).toMatch(/^References: <a@x> <b@x> <r1@contoso\.com>\r$/m);
    expect(got).toMatch(
      /Yes\.\r\n\r\nOn Mon, 02 Nov 2026 09:00:00 \+0000, Ben Ito <ben@contoso\.com> wrote:\r\n> What do you think\?/,
    );
    expect(flagsOf(id)).toContain('\\Answered');
    await box.close();
  });

  it.each([
    ['its author', {}, 'Reply-To: list@partner.example\r\nCc: c@partner.example', ['list@partner.example']],
    ['all', { all: true }, `Cc: c@partner.example, ${anna}`, [ben, 'd@partner.example', 'c@partner.example']],
    ['all', { all: true }, 'Mail-Followup-To: list@partner.example', ['list@partner.example']],
    ['its list', { list: true }, 'List-Post: <mailto:post@partner.example>', ['post@partner.example']],
  ] as const)('goes to %s', async (_, options, field, expected) => {
    const id = deliver(
      `to-${Buffer.from(field).toString('hex').slice(0, 12)}-${_.length}`,
      `From: ${ben}\r\nTo: ${anna}, d@partner.example\r\n${field}\r\nSubject: x`,
    );
    const { box } = sendingWorld(faces);
    const { accepted } = await box.reply(id, { text: 'Yes.' }, options);
    expect([...accepted].sort()).toEqual([...expected].sort());
    await box.close();
  });

  it('shows the old HTML without what it could do', async () => {
    const id = deliver(
      'r3',
      `From: ${ben}\r\nTo: ${anna}\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8`,
      '<p onclick="x()">Hi</p><script>alert(1)</script>\r\n',
    );
    const { box } = sendingWorld(faces);
    await box.reply(id, { html: '<p>Yes</p>' });
    const got = newest(ben, 'inbox');
    expect(got).toMatch(/blockquote/);
    expect(got).not.toMatch(/onclick|alert\(1\)/);
    await box.close();
  });
});

describe('forward', () => {
  const withFile = [
    `From: Ben Ito <${ben}>`,
    `To: ${anna}`,
    'Subject: Fwd: Numbers',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
  ].join('\r\n');
  const body =
    '--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n' +
    'Content-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--b--\r\n';

  it('takes text and attachments along, and is marked by Graph where Exchange keeps no mark by IMAP', async () => {
    const id = deliver('f1', withFile, body);
    const { box: without } = sendingWorld(faces, { connected: ['imap', 'smtp'] });
    expect((await without.forward(id, { to: ben, text: 'Look' })).marked).toBe(false);
    await without.close();
    const { box } = sendingWorld(faces);
    const sent = await box.forward(id, { to: ben, text: 'For you' });
    expect(sent.marked).toBe(true);
    const got = newest(ben, 'inbox');
    expect(got).toMatch(/^Subject: Fwd: Numbers\r$/m);
    expect(got).toContain('For you');
    expect(got).toMatch(/From: Ben Ito <ben@contoso\.com>\r\nDate: Mon, 02 Nov 2026/);
    expect(got).toContain('filename=a.pdf');
    expect(got).toContain('JVBERi0xLjQ=');
    await box.close();
  });

  it('encloses the whole message, byte for byte', async () => {
    const id = deliver('f2', withFile, body);
    const { box } = sendingWorld(faces);
    await box.forward(id, { to: ben }, { as: 'attachment' });
    const got = newest(ben, 'inbox');
    expect(got).toContain('message/rfc822');
    expect(got).toContain(
      `${withFile}\r\nDate: Mon, 02 Nov 2026 09:00:00 +0000\r\nMessage-ID: <f2@contoso.com>\r\n\r\n${body}`,
    );
    await box.close();
  });
});

describe('a draft', () => {
  it('may have no recipient, and is then not sent', async () => {
    const { box } = sendingWorld(faces);
    const { id } = await box.draft({ subject: 'later' });
    await expect(box.sendDraft(id)).rejects.toMatchObject({ code: 'compose-no-recipient' });
    expect(newest(anna, 'drafts')).toContain('Subject: later');
    await box.close();
  });

  it('is refused where it is a message that came', async () => {
    const { box } = sendingWorld(faces);
    const id = deliver('nd', `From: ${ben}\r\nTo: ${anna}\r\nSubject: x`);
    await expect(box.sendDraft(id)).rejects.toMatchObject({ code: 'send-not-a-draft' });
    await box.close();
  });

  it('keeps Bcc, goes to it, hides it, and leaves the drafts', async () => {
    const { box } = sendingWorld(faces);
    const { id } = await box.draft({ to: ben, bcc: 'hidden@partner.example', subject: 'soon', text: 'x' });
    expect(newest(anna, 'drafts')).toContain('Bcc: hidden@partner.example');
    expect(faces.faces.mail.list(anna, 'drafts').at(-1)?.flags).toContain('\\Draft');
    const sent = await box.sendDraft(id);
    expect(sent).toMatchObject({ draftRemoved: true, accepted: [ben, 'hidden@partner.example'] });
    expect(newest(ben, 'inbox')).toContain('Subject: soon');
    expect(newest(ben, 'inbox')).not.toContain('hidden');
    expect(faces.faces.mail.list(anna, 'drafts').some(({ content }) => content.raw.includes('soon'))).toBe(
      false,
    );
    await box.close();
  });
});
