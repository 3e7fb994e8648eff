// The rows of the verbs that send. Each is run once for every way that the world has.

import { expect } from 'vitest';
import type { Mailbox } from '../../../src/mailbox/mailbox.ts';
import type { MessageSummary } from '../../../src/mailbox/message.ts';
import type { SendRoute } from '../../../src/mailbox/sending/message.ts';
import type { MailWorld, WorldName } from '../../kit/mail-world.ts';
import { all, bytesOf, listed, message, one, subjects } from './row.ts';

export interface SendingStage {
  readonly world: MailWorld;
  readonly via: SendRoute;
  /** Three who are new, with empty mailboxes. `box` is the first one's. */
  readonly person: string;
  readonly friend: string;
  readonly other: string;
  readonly box: Mailbox;
}

export interface SendingRow {
  readonly title: string;
  /** Default: every way. */
  readonly by?: readonly SendRoute[];
  /** Default: everywhere. */
  readonly on?: readonly WorldName[];
  readonly run: (stage: SendingStage) => Promise<void>;
}

const inTimeMs = 20_000;

/** What `who` has by that subject, when it is there: Postfix delivers after it has answered. */
async function arrived(
  { world }: Pick<SendingStage, 'world'>,
  who: string,
  subject: string,
): Promise<{ summary: MessageSummary; raw: string; box: Mailbox }> {
  const box = world.box(who);
  for (const untilMs = Date.now() + inTimeMs; Date.now() < untilMs; ) {
    const found = (await listed(box, 'inbox', 'imap')).find((each) => each.subject === subject);
    if (found) return { summary: found, raw: await bytesOf(box.source(found.id)), box };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${who} never had ${subject}`);
}

/** Once, and with everybody whom it went to. */
async function sentOnce(box: Mailbox, subject: string): Promise<string> {
  const { id } = one(await listed(box, 'sent', 'imap'), subject);
  return bytesOf(box.source(id));
}

const nothingLeft = async ({ box }: SendingStage): Promise<void> => {
  for (const folder of ['sent', 'drafts']) expect(await listed(box, folder, 'imap')).toEqual([]);
};

/** Delivered as if by another, and named by whoever has it. */
async function received(stage: SendingStage, raw: string, subject: string): Promise<string> {
  stage.world.deliver(raw, stage.person);
  return (await arrived(stage, stage.person, subject)).summary.id;
}

const copyBy = ({ world }: SendingStage): 'append' | 'server' =>
  world.name === 'foreign' ? 'append' : 'server';

export const sendingRows: readonly SendingRow[] = [
  {
    title: 'sends to nobody what names nobody, and what hides a field in a field',
    run: async (stage) => {
      const { box, via, friend } = stage;
      for (const [code, what] of [
        ['compose-no-recipient', { subject: 'nobody' }],
        ['compose-address-invalid', { to: 'ben' }],
        ['compose-address-invalid', { to: `${friend}\r\nRCPT TO:<eve@evil.example>` }],
        ['compose-header-invalid', { to: friend, subject: 'x\r\nBcc: eve@evil.example' }],
      ] as const) {
        await expect(box.send(what, { via })).rejects.toMatchObject({ code });
      }
      await nothingLeft(stage);
    },
  },
  {
    title: 'refuses a sender who is somebody else',
    on: ['sandbox'],
    run: async (stage) => {
      const { box, via, friend, other } = stage;
      await expect(box.send({ from: other, to: friend, subject: 'as other' }, { via })).rejects.toMatchObject(
        {
          code: 'mail-sender-refused',
          details: { sender: other },
        },
      );
      await nothingLeft(stage);
    },
  },
  {
    title: 'sends a text, and files it once',
    run: async (stage) => {
      const { box, via, person, friend } = stage;
      const text = 'Grüße, 日本語 🎉\n.\n..a line that begins with dots\nFrom here\n';
      const sent = await box.send({ to: `Ben Itō <${friend}>`, subject: 'Größe 🎉', text }, { via });
      expect(sent).toMatchObject({
        route: via,
        accepted: [friend],
        refused: [],
        found: false,
        sentCopy: { by: copyBy(stage) },
      });
      const { summary, box: theirs } = await arrived(stage, friend, 'Größe 🎉');
      expect(summary).toMatchObject({ messageId: sent.messageId, from: { address: person } });
      expect((await theirs.read(summary.id)).text.trimEnd()).toBe(text.trimEnd());
      expect(await sentOnce(box, 'Größe 🎉')).toContain(sent.messageId);
      expect(await listed(box, 'drafts', 'imap')).toEqual([]);
    },
  },
  {
    title: 'sends HTML with a picture in it, and words for those who read none',
    run: async (stage) => {
      const { box, via, friend } = stage;
      await box.send(
        {
          to: friend,
          subject: 'page',
          html: '<p>Good <b>morning</b> <img src="cid:logo@x"></p>',
          attachments: [
            {
              filename: 'logo.png',
              content: Buffer.from([1, 2, 3]),
              cid: 'logo@x',
              contentType: 'image/png',
            },
          ],
        },
        { via },
      );
      const { summary, box: theirs } = await arrived(stage, friend, 'page');
      const read = await theirs.read(summary.id);
      expect(read.html?.safe).toContain('<b>morning</b>');
      expect(read.text).toContain('Good morning');
      expect(read.attachments).toMatchObject([{ name: 'logo.png', type: 'image/png', contentId: 'logo@x' }]);
    },
  },
  {
    title: 'sends attachments, byte for byte, under any name',
    run: async (stage) => {
      const { box, via, friend } = stage;
      const files = [
        {
          filename: '請求書 ünd "mehr".pdf',
          content: Buffer.from(Array.from({ length: 256 }, (_, at) => at)),
        },
        { filename: 'empty.bin', content: Buffer.alloc(0) },
        { filename: 'text.csv', content: Buffer.from('a;b\n.\r\n1;2\r') },
      ];
      await box.send({ to: friend, subject: 'files', text: 'see', attachments: files }, { via });
      const { summary, box: theirs } = await arrived(stage, friend, 'files');
      const got: { filename: string | undefined; content: Buffer }[] = [];
      for await (const { name, content } of theirs.attachments(summary.id)) {
        got.push({ filename: name, content: Buffer.concat(await all(content)) });
      }
      expect(got).toEqual(files);
    },
  },
  {
    title: 'tells nobody of those in Bcc but the sender',
    run: async (stage) => {
      const { box, via, friend, other, world } = stage;
      const sent = await box.send({ to: friend, bcc: other, subject: 'hidden', text: 'x' }, { via });
      expect([...sent.accepted].sort()).toEqual([friend, other].sort());
      for (const who of [friend, other]) {
        const { raw } = await arrived(stage, who, 'hidden');
        expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
        if (who === friend) expect(raw).not.toContain(other);
      }
      const copy = await sentOnce(box, 'hidden');
      // What a server files by itself is what it was given, and by SMTP nobody is given Bcc.
      if (via === 'graph' || world.name === 'foreign') expect(copy).toContain(other);
    },
  },
  {
    title: 'sends to the hidden alone',
    run: async (stage) => {
      const { box, via, friend } = stage;
      await box.send({ bcc: friend, subject: 'only hidden', text: 'x' }, { via });
      expect((await arrived(stage, friend, 'only hidden')).raw).not.toMatch(/^(to|bcc):/im);
    },
  },
  {
    title: 'sends from an alias',
    run: async (stage) => {
      const { box, via, friend, person, world } = stage;
      const alias = `sales-${person}`;
      if (world.name === 'sandbox') {
        const { directory } = world.sandbox;
        const settings = directory.mailboxByAddress(person);
        if (!settings) throw new Error('a person has a mailbox');
        directory.setAliases(settings, [alias]);
        const tenant = directory.tenants.get(directory.userByName(person)?.tenantId ?? '');
        if (tenant) Object.assign(tenant.mail, { sendFromAlias: true });
      }
      await box.send({ from: `Sales <${alias}>`, to: friend, subject: 'as alias', text: 'x' }, { via });
      const { summary } = await arrived(stage, friend, 'as alias');
      expect(summary.from).toEqual({ name: 'Sales', address: alias });
      await sentOnce(box, 'as alias');
    },
  },
  {
    title: 'sends from a shared mailbox',
    on: ['sandbox'],
    run: async (stage) => {
      const { via, friend, person, world } = stage;
      const address = world.shared(person);
      if (address === undefined) throw new Error('the sandbox shares mailboxes');
      const shared = world.box(person, { address });
      const sent = await shared.send({ to: friend, subject: 'shared', text: 'x' }, { via });
      expect(sent.route).toBe(via);
      expect((await arrived(stage, friend, 'shared')).summary.from?.address).toBe(address);
      // Exchange files it with whoever signs in: by SMTP that is the person, by Graph the mailbox that was named.
      const [has, lacks] = via === 'smtp' ? [stage.box, shared] : [shared, stage.box];
      await sentOnce(has, 'shared');
      expect(await listed(lacks, 'sent', 'imap')).toEqual([]);
    },
  },
  {
    title: 'only shows what it would send',
    run: async (stage) => {
      const { box, via, friend, other, person } = stage;
      const plan = await box.dryRun({ to: friend, bcc: other, subject: 'plan', text: 'x' }, { via });
      expect(plan).toMatchObject({
        route: via,
        envelope: { from: person, to: [friend, other] },
        hidden: [other],
      });
      expect(plan.header).not.toContain(other);
      await nothingLeft(stage);
      await box.send({ to: friend, subject: 'after the plan', text: 'x' }, { via });
      await arrived(stage, friend, 'after the plan');
      expect(subjects(await listed(stage.world.box(friend), 'inbox', 'imap'))).toEqual(['after the plan']);
    },
  },
  {
    title: 'sends to nobody where one is refused, or to the others where that is wanted',
    by: ['smtp'],
    on: ['foreign'],
    run: async (stage) => {
      const { box, via, friend } = stage;
      const nobody = 'nobody@contoso.example';
      const mail = { to: [nobody, friend], subject: 'partly', text: 'x' };
      await expect(box.send(mail, { via })).rejects.toMatchObject({ code: 'send-recipients-refused' });
      await nothingLeft(stage);
      const sent = await box.send(mail, { via, partly: true });
      expect(sent).toMatchObject({ accepted: [friend], refused: [{ address: nobody }] });
      await arrived(stage, friend, 'partly');
      await sentOnce(box, 'partly');
    },
  },
  {
    title: 'asks for reports, and reads the one that comes',
    run: async (stage) => {
      const { box, via, friend, person } = stage;
      const mail = { to: friend, subject: 'reported', text: 'the text', readReceipt: true } as const;
      await box.send(mail, { via, report: { notify: ['success', 'failure', 'delay'] } });
      expect((await arrived(stage, friend, 'reported')).raw).toMatch(
        new RegExp(`^Disposition-Notification-To: .*<${person}>`, 'm'),
      );
      for (const untilMs = Date.now() + inTimeMs; ; ) {
        const [report] = await listed(box, 'inbox', 'imap');
        if (report) {
          const { delivery } = await box.read(report.id);
          // Postfix hands to Dovecot's files: for it, that is delivered.
          expect(delivery?.recipients).toMatchObject([{ action: 'delivered' }]);
          return;
        }
        if (Date.now() > untilMs) throw new Error('no report came');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  },
  {
    title: 'sends a message that names itself once, however often it is asked',
    run: async (stage) => {
      const { box, via, friend, person } = stage;
      const named = { to: friend, subject: 'once', text: 'x', messageId: `<once-${via}@contoso.example>` };
      const raw = `From: ${person}\nTo: ${friend}\nSubject: ready\nMessage-ID: <ready-${via}@contoso.example>\nX-Odd:  kept  \n\nbody\n`;
      for (const each of [named, { raw }]) {
        expect((await box.send(each, { via })).found).toBe(false);
        expect((await box.send(each, { via })).found).toBe(true);
      }
      expect((await arrived(stage, friend, 'ready')).raw).toMatch(/^X-Odd: {2}kept {2}\r$/m);
      await arrived(stage, friend, 'once');
      const got = subjects(await listed(stage.world.box(friend), 'inbox', 'imap'));
      expect(got.sort()).toEqual(['once', 'ready']);
      await sentOnce(box, 'once');
      await sentOnce(box, 'ready');
    },
  },
  {
    title: 'answers in the thread, with what was said below, and marks it',
    run: async (stage) => {
      const { box, via, friend } = stage;
      const id = await received(stage, message('Lunch', { from: `Ben Ito <${friend}>` }), 'Lunch');
      const sent = await box.reply(id, { text: 'Yes.' }, { via });
      expect(sent).toMatchObject({ route: via, accepted: [friend], marked: true });
      const { raw, summary, box: theirs } = await arrived(stage, friend, 'Re: Lunch');
      expect(raw).toMatch(/^In-Reply-To: <Lunch@contoso\.example>\r$/m);
      expect(raw).toMatch(/^References: <Lunch@contoso\.example>\r$/m);
      expect((await theirs.read(summary.id)).text).toMatch(/^Yes\.\n\nOn .* wrote:\n> text of Lunch/);
      await sentOnce(box, 'Re: Lunch');
      expect(one(await listed(box, 'inbox', 'imap'), 'Lunch').flags?.answered).toBe(true);
    },
  },
  {
    title: 'answers everybody who had it, but itself',
    run: async (stage) => {
      const { box, via, friend, other, person } = stage;
      const raw = message('Round', { from: friend, to: `${person}, dora@partner.example`, cc: other });
      const id = await received(stage, raw, 'Round');
      const sent = await box.reply(id, { text: 'To all.' }, { via, all: true });
      expect([...sent.accepted].sort()).toEqual(['dora@partner.example', friend, other].sort());
      for (const who of [friend, other]) {
        const { summary } = await arrived(stage, who, 'Re: Round');
        expect(summary.cc.map(({ address }) => address)).toEqual([other]);
      }
    },
  },
  {
    title: 'forwards text and attachments, or the whole as one',
    run: async (stage) => {
      const { box, via, friend } = stage;
      const raw = [
        'From: Ben Ito <ben@contoso.example>',
        'Subject: Numbers',
        'Message-ID: <numbers@contoso.example>',
        'Date: Mon, 02 Nov 2026 09:00:00 +0000',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'See the file.',
        '--b',
        'Content-Type: application/pdf; name=a.pdf',
        'Content-Disposition: attachment; filename=a.pdf',
        'Content-Transfer-Encoding: base64',
        '',
        'JVBERi0xLjQ=',
        '--b--',
        '',
      ].join('\r\n');
      const id = await received(stage, raw, 'Numbers');
      await box.forward(id, { to: friend, text: 'For you.' }, { via });
      const inline = await arrived(stage, friend, 'Fwd: Numbers');
      const read = await inline.box.read(inline.summary.id);
      expect(read.text).toMatch(/^For you\.[\s\S]*From: Ben Ito[\s\S]*See the file\./);
      expect(read.attachments).toMatchObject([{ name: 'a.pdf', bytes: 8 }]);
      await box.forward(id, { to: friend, subject: 'Whole' }, { via, as: 'attachment' });
      const whole = await arrived(stage, friend, 'Whole');
      expect(whole.raw).toContain('message/rfc822');
      expect(whole.raw).toContain(raw);
    },
  },
  {
    title: 'keeps a draft with Bcc, and sends it to all, once',
    run: async (stage) => {
      const { box, via, friend, other } = stage;
      const { id, messageId } = await box.draft({ to: friend, bcc: other, subject: 'soon', text: 'x' });
      expect(one(await listed(box, 'drafts', 'imap'), 'soon')).toMatchObject({ id, flags: { draft: true } });
      expect(await listed(box, 'sent', 'imap')).toEqual([]);
      const sent = await box.sendDraft(id, { via });
      expect(sent).toMatchObject({ route: via, messageId, draftRemoved: true, found: false });
      expect([...sent.accepted].sort()).toEqual([friend, other].sort());
      expect((await arrived(stage, friend, 'soon')).raw).not.toContain(other);
      await arrived(stage, other, 'soon');
      await sentOnce(box, 'soon');
      expect(await listed(box, 'drafts', 'imap')).toEqual([]);
      await expect(box.sendDraft(id, { via })).rejects.toMatchObject({ code: 'send-not-a-draft' });
    },
  },
  {
    title: 'changes a draft, and leaves what is not said as it was',
    run: async (stage) => {
      const { box, via, friend, other } = stage;
      const { id } = await box.draft({
        to: friend,
        bcc: other,
        subject: 'first',
        html: '<p style="color: red">Words</p>',
        attachments: [{ filename: 'a.bin', content: Buffer.from([0, 1, 255]) }],
      });
      const { id: same, replaced } = await box.editDraft(id, {
        subject: 'second',
        attachments: [{ filename: 'b.txt', content: 'more' }],
      });
      expect([same, replaced]).toEqual([id, true]);
      expect(one(await listed(box, 'drafts', 'imap'), 'second').flags?.draft).toBe(true);
      const once = await box.read(id);
      expect(once.html?.raw).toContain('<p style="color: red">Words</p>');
      expect(once.attachments).toMatchObject([{ name: 'a.bin', bytes: 3 }, { name: 'b.txt' }]);
      await expect(box.editDraft(id, { removeAttachments: ['c.txt'] })).rejects.toMatchObject({
        code: 'attachment-unknown',
        details: { wanted: 'c.txt', names: 'a.bin, b.txt' },
      });
      await box.editDraft(id, { removeAttachments: ['b.txt'] });
      expect((await box.read(id)).attachments).toMatchObject([{ name: 'a.bin', bytes: 3 }]);
      await box.editDraft(id, { text: 'Other words', to: [friend, 'dora@partner.example'] });
      const twice = await box.read(id);
      expect([twice.text.trim(), twice.html]).toEqual(['Other words', undefined]);
      const sent = await box.sendDraft(id, { via });
      expect([...sent.accepted].sort()).toEqual(['dora@partner.example', friend, other].sort());
      expect((await arrived(stage, friend, 'second')).raw).toContain('a.bin');
      expect(await listed(box, 'drafts', 'imap')).toEqual([]);
      await sentOnce(box, 'second');
      await expect(box.editDraft(id, { subject: 'third' })).rejects.toMatchObject({
        code: 'send-not-a-draft',
      });
    },
  },
  {
    title: 'does not change a draft that is signed',
    by: ['smtp'],
    run: async ({ box, friend }) => {
      const raw = `To: ${friend}
Subject: sealed
Content-Type: multipart/signed; boundary=b; protocol="application/pgp-signature"

--b

x
--b
Content-Type: application/pgp-signature

y
--b--
`;
      const { id } = await box.draft({ raw });
      await expect(box.editDraft(id, { subject: 'open' })).rejects.toMatchObject({
        code: 'draft-not-editable',
      });
      expect(subjects(await listed(box, 'drafts', 'imap'))).toEqual(['sealed']);
    },
  },
  {
    title: 'does not send as a draft what has come, or what names nobody',
    run: async (stage) => {
      const { box, via } = stage;
      const id = await received(stage, message('came'), 'came');
      await expect(box.sendDraft(id, { via })).rejects.toMatchObject({ code: 'send-not-a-draft' });
      const { id: draft } = await box.draft({ subject: 'to nobody' });
      await expect(box.sendDraft(draft, { via })).rejects.toMatchObject({ code: 'compose-no-recipient' });
      expect(subjects(await listed(box, 'drafts', 'imap'))).toEqual(['to nobody']);
      expect(await listed(box, 'sent', 'imap')).toEqual([]);
    },
  },
];
