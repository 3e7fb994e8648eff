// What is known of a message whose answer was lost, and that it is never sent a second time by itself.

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createFaults, type Faults } from '../../src/sandbox/faults/faults.ts';
import { hastyClock } from '../kit/hasty-clock.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';
import { sendingWorld } from '../kit/sending-world.ts';

const faults: Faults = createFaults();
const faces: World = await openWorld({ faults });
afterAll(() => faces.close());
beforeEach(() => faults.clear());

const hasty = hastyClock();
const submissions = (): number => faces.faces.mail.submissions.length;
const reset = (): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });

function world(options: Parameters<typeof sendingWorld>[1] = {}): ReturnType<typeof sendingWorld> {
  return sendingWorld(faces, { ...options, clock: hasty });
}

describe('an answer that is lost', () => {
  it('by SMTP after the message was taken: it is found in Sent Items', async () => {
    const before = submissions();
    // At the end of the data, whatever is said to it: the connection goes after so many bytes.
    for (const bytes of [0, 1, 3]) {
      faults.add({
        where: 'smtp',
        kind: 'cut',
        command: 'DATA',
        bytes: bytes + '354 Start mail input; end with <CRLF>.<CRLF>\r\n'.length,
      });
      const { box, asked } = world();
      const sent = await box.send({ to: ben, subject: `lost ${bytes}`, text: 'x' });
      expect(sent).toMatchObject({ route: 'smtp', found: true });
      expect(asked).toEqual([]);
      await box.close();
    }
    expect(submissions()).toBe(before + 3);
  });

  it('by Graph after the message was taken: it is found', async () => {
    const before = submissions();
    const { box } = world({
      connected: ['imap', 'graph'],
      async fetch(request, next) {
        const answer = await next(request);
        if (request.url.endsWith('/sendMail')) throw reset();
        return answer;
      },
    });
    expect(await box.send({ to: ben, subject: 'lost' })).toMatchObject({ route: 'graph', found: true });
    expect(submissions()).toBe(before + 1);
    await box.close();
  });

  it('and nothing is in Sent Items: it stays unknown, is said so, and the other way is not taken', async () => {
    const before = submissions();
    for (const answer of ['lost', 200, 500, 504] as const) {
      const { box } = world({
        connected: ['imap', 'graph'],
        fetch(request, next) {
          if (!request.url.endsWith('/sendMail')) return next(request);
          if (answer === 'lost') return Promise.reject(reset());
          return Promise.resolve(
            new Response(answer === 200 ? null : '{"error":{"code":"x","message":"y"}}', { status: answer }),
          );
        },
      });
      await expect(box.send({ to: ben, subject: 'lost' })).rejects.toMatchObject({
        code: 'send-outcome-unknown',
        exit: 8,
        details: { looked: expect.stringContaining('not in Sent Items') as string },
      });
      await box.close();
    }
    expect(submissions()).toBe(before);
  });

  it('is never an invitation to send twice: the same Message-ID is sent once', async () => {
    const before = submissions();
    const { box } = world();
    const message = { to: ben, subject: 'once', messageId: '<once@contoso.com>' };
    expect((await box.send(message)).found).toBe(false);
    expect((await box.send(message)).found).toBe(true);
    expect(submissions()).toBe(before + 1);
    await box.close();
  });
});

describe('a throttle', () => {
  it.each([
    '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded [Hostname=x]',
    '451 4.7.500 Server busy. Please try again later',
  ])('%s is waited for', async (text) => {
    const before = submissions();
    faults.add({ where: 'smtp', kind: 'reply', command: 'MAIL', text, times: 2 });
    const { box } = world({ connected: ['smtp'] });
    expect(await box.send({ to: ben, subject: 'patient' })).toMatchObject({ route: 'smtp' });
    expect(submissions()).toBe(before + 1);
    await box.close();
  });
});

describe('recipients that are refused', () => {
  it('stop the message for all, unless those who are left shall have it', async () => {
    const before = submissions();
    const refusal = {
      where: 'smtp',
      kind: 'reply',
      command: 'RCPT',
      text: '550 5.1.10 Recipient not found',
    } as const;
    faults.add(refusal);
    const { box } = world({ connected: ['smtp'] });
    const message = { to: [ben, anna], subject: 'some' };
    await expect(box.send(message)).rejects.toMatchObject({
      code: 'send-recipients-refused',
      details: { refused: ben },
    });
    expect(submissions()).toBe(before);
    faults.add(refusal);
    const sent = await box.send(message, { partly: true });
    expect(sent).toMatchObject({ accepted: [anna], refused: [{ address: ben }] });
    await box.close();
  });
});
