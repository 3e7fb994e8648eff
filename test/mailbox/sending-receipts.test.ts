// What a sender is told afterwards: by the servers, when it was delivered (RFC 3461, Graph's isDeliveryReceiptRequested), and
// by whoever reads it (RFC 8098, Graph's isReadReceiptRequested).

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMessage } from '../../src/mime/read.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';
import { sendingWorld } from '../kit/sending-world.ts';

let faces: World;
beforeAll(async () => {
  faces = await openWorld();
});
afterAll(() => faces.close());

const newest = (who: string): Buffer => faces.faces.mail.list(who).at(-1)?.content.raw ?? Buffer.alloc(0);
const reports = (): number => faces.faces.mail.list(anna).length;
const read = (raw: Buffer): ReturnType<typeof readMessage> =>
  readMessage(
    (async function* () {
      yield raw;
    })(),
  );
type Fetch = NonNullable<NonNullable<Parameters<typeof sendingWorld>[1]>['fetch']>;
/** What Graph was asked to change. */
function watching(): { fetch: Fetch; patches: unknown[] } {
  const patches: unknown[] = [];
  return {
    patches,
    async fetch(request, next) {
      if (request.method === 'PATCH') patches.push(JSON.parse(await request.clone().text()));
      return next(request);
    },
  };
}

describe('a delivery report', () => {
  it.each([
    ['never', { notify: 'never' }],
    ['with an id of ours', { notify: ['success'], envelopeId: 'x' }],
    ['with the whole message', { notify: ['failure'], returns: 'full' }],
  ] as const)('%s is refused by Graph, by name, and the other way is not tried', async (_, report) => {
    const { box, asked } = sendingWorld(faces, { connected: ['graph'] });
    await expect(box.send({ to: ben }, { report })).rejects.toMatchObject({
      code: 'send-extension-missing',
      details: { extension: 'DSN' },
    });
    expect(asked).toEqual([]);
    await box.close();
  });

  it('by SMTP says which message it is about, and brings its header back', async () => {
    const { box } = sendingWorld(faces, { connected: ['smtp'] });
    const sent = await box.send(
      { to: ben, subject: 'reported', text: 'the text' },
      { report: { notify: ['success'] } },
    );
    const raw = newest(anna).toString();
    expect(raw).toContain(`Original-Envelope-Id: ${sent.messageId.slice(1, -1)}`);
    expect(raw).toContain(`Original-Recipient: rfc822;${ben}`);
    expect(raw).not.toContain('the text');
    const { delivery } = await read(newest(anna));
    expect(delivery).toMatchObject({ recipients: [{ action: 'delivered' }] });
    await box.close();
  });

  it('by Graph is asked of the draft, and comes', async () => {
    const { fetch, patches } = watching();
    const { box, asked } = sendingWorld(faces, { connected: ['graph'], fetch });
    const before = reports();
    await box.send({ to: ben, subject: 'reported' }, { report: { notify: ['success', 'failure', 'delay'] } });
    expect(patches).toEqual([{ isDeliveryReceiptRequested: true }]);
    expect(asked.some((line) => line.endsWith('/sendMail'))).toBe(false);
    expect(reports()).toBe(before + 1);
    expect((await read(newest(anna))).delivery).toMatchObject({ recipients: [{ action: 'delivered' }] });
    expect(faces.faces.mail.list(anna, 'drafts')).toEqual([]);
    await box.close();
  });

  it('by Graph is asked of a draft that was kept', async () => {
    const { fetch, patches } = watching();
    const { box } = sendingWorld(faces, { connected: ['graph'], fetch });
    const before = reports();
    const { id } = await box.draft({ to: ben, subject: 'kept' });
    await box.sendDraft(id, { report: { notify: ['success'] } });
    expect(patches).toContainEqual({ isDeliveryReceiptRequested: true });
    expect(reports()).toBe(before + 1);
    await box.close();
  });

  it('of failures alone needs no asking', async () => {
    const { box, asked } = sendingWorld(faces, { connected: ['graph'] });
    await box.send({ to: ben, subject: 'plain' }, { report: { notify: ['failure'] } });
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual(['POST /v1.0/me/sendMail']);
    await box.close();
  });

  it('does not keep a message from Graph where SMTP is switched off', async () => {
    const settings = faces.mailbox(anna) as { smtpAuthDisabled: boolean | undefined };
    settings.smtpAuthDisabled = true;
    try {
      const { box } = sendingWorld(faces, { connected: ['smtp', 'graph'] });
      expect((await box.send({ to: ben }, { report: { notify: ['success'] } })).route).toBe('graph');
      await expect(box.send({ to: ben }, { report: { notify: 'never' } })).rejects.toMatchObject({
        code: 'mail-smtp-auth-disabled',
      });
      await box.close();
    } finally {
      settings.smtpAuthDisabled = undefined;
    }
  });
});

describe('a read receipt', () => {
  it.each([
    [`${anna}, ${ben}`, 'compose-address-invalid'],
    ['nobody', 'compose-address-invalid'],
    [`${anna}\r\nBcc: eve@evil.example`, 'compose-address-invalid'],
  ])('to %j is refused', async (readReceipt, code) => {
    const { box } = sendingWorld(faces, { connected: ['smtp'] });
    await expect(box.send({ to: ben, readReceipt })).rejects.toMatchObject({ code });
    const headers = { 'Disposition-Notification-To': anna };
    await expect(box.send({ to: ben, headers })).rejects.toMatchObject({ code: 'compose-header-invalid' });
    await box.close();
  });

  it.each(['smtp', 'graph'] as const)('is asked for in the header (%s)', async (route) => {
    const { fetch, patches } = watching();
    const { box } = sendingWorld(faces, { connected: [route], fetch });
    await box.send({ to: ben, subject: 'read me', readReceipt: true });
    expect(newest(ben).toString()).toMatch(/^Disposition-Notification-To: .*<anna@contoso\.com>\r$/m);
    expect(patches).toEqual(route === 'graph' ? [{ isReadReceiptRequested: true }] : []);
    await box.send({ to: ben, readReceipt: { name: 'Receipts', address: 'receipts@contoso.com' } });
    // Graph knows that one is wanted and not by whom: Exchange sends it to the sender.
    const to = route === 'graph' ? 'anna' : 'receipts';
    expect(newest(ben).toString()).toMatch(new RegExp(`^Disposition-Notification-To: .*<${to}@`, 'm'));
    expect((await read(newest(ben))).header.fields.first('disposition-notification-to')).toContain(to);
    await box.close();
  });
});
