// What is known of a message whose answer was lost, and that it is never sent a second time by itself.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LimitsRegistry } from '../../src/mail/limits.ts';
import { translateNetworkError } from '../../src/net/fetch.ts';
import { createFaults, type Faults } from '../../src/sandbox/faults/faults.ts';
import { defaultQuirks } from '../../src/sandbox/quirks.ts';
import { fakeClock } from '../kit/fake-clock.ts';
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
        // What settles it later, to be copied into a shell.
        hint: expect.stringMatching(
          /mailgrant read anna "sent:\S+@\S+".*--message-id "<\S+@\S+>"/s,
        ) as string,
      });
      await box.close();
    }
    expect(submissions()).toBe(before);
  });

  it.each([
    ['no address answered in time', { code: 'UND_ERR_CONNECT_TIMEOUT' }],
    ['the system gave the connection up', { code: 'ETIMEDOUT', syscall: 'connect' }],
    ['it was reset before it stood', { code: 'ECONNRESET', syscall: 'connect' }],
    ['the proxy gave none', {}, 'Proxy response (502) !== 200 when HTTP Tunneling'],
  ])('by Graph, where there was no connection at all (%s), was certainly not sent', async (...row) => {
    const [, fields, message = 'not connected'] = row;
    const never = new TypeError('fetch failed', { cause: Object.assign(new Error(message), fields) });
    const { box, asked } = world({
      connected: ['graph'],
      fetch: (request, next) => {
        if (!request.url.endsWith('/sendMail')) return next(request);
        return Promise.reject(translateNetworkError(never, request.url));
      },
    });
    const refused = box.send({ to: ben, subject: 'never there' });
    await expect(refused).rejects.toMatchObject({ code: expect.stringMatching(/^net-/) as string });
    // Nothing to look for.
    expect(asked.filter((one) => one.startsWith('GET'))).toEqual([]);
    await box.close();
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

describe('a Message-ID that the server replaces', () => {
  // Exchange may do so when it is handed a message; ours stands in X-Microsoft-Original-Message-ID.
  let renaming: World;
  beforeAll(async () => {
    renaming = await openWorld({ quirks: { ...defaultQuirks, messageIds: 'rewrite' } });
  });
  afterAll(() => renaming.close());
  const sent = (): number => renaming.faces.mail.submissions.length;

  it.each([
    ['smtp', ['imap', 'smtp']],
    ['graph, seen by IMAP', ['imap', 'graph']],
    ['graph', ['graph']],
  ] as const)('hides no message whose answer was lost (%s)', async (_, connected) => {
    const before = sent();
    const { box } = sendingWorld(renaming, {
      connected,
      clock: hasty,
      async fetch(request, next) {
        const answer = await next(request);
        if (request.url.endsWith('/sendMail')) throw reset();
        return answer;
      },
    });
    const message = {
      to: ben,
      subject: 'renamed',
      messageId: `<renamed-${connected.join('-')}@contoso.com>`,
    };
    await box.send(message);
    expect((await box.send(message)).found).toBe(true);
    expect(sent()).toBe(before + 1);
    await box.close();
  });

  it.each([
    ['tells it', (): object => ({ value: [{ id: 'x' }] }), true],
    ['has none', (): object => ({ value: [] }), false],
  ])(
    'is looked for by the property that Exchange makes of the field, where Graph %s',
    async (_, answer, found) => {
      const filters: string[] = [];
      const { box } = sendingWorld(renaming, {
        connected: ['graph'],
        clock: hasty,
        async fetch(request, next) {
          const filter = new URL(request.url).searchParams.get('$filter') ?? '';
          if (!filter.startsWith('singleValueExtendedProperties')) return next(request);
          filters.push(filter);
          return Response.json(answer());
        },
      });
      const messageId = `<it's-${String(found)}@contoso.com>`;
      expect((await box.send({ to: ben, messageId })).found).toBe(found);
      expect(filters).toEqual([
        `singleValueExtendedProperties/any(p:p/id eq 'String {00020386-0000-0000-C000-000000000046} Name X-Microsoft-Original-Message-ID' and p/value eq '<it''s-${String(found)}@contoso.com>')`,
      ]);
      await box.close();
    },
  );

  it('is read in the message itself where Graph shows no header of it', async () => {
    const messages: string[] = [];
    const { box } = sendingWorld(renaming, {
      connected: ['graph'],
      clock: hasty,
      async fetch(request, next) {
        const { searchParams, pathname } = new URL(request.url);
        if (pathname.endsWith('/$value')) messages.push(pathname);
        const got = await next(request);
        if (!searchParams.get('$select')?.includes('internetMessageHeaders')) return got;
        const page = (await got.json()) as { value: { internetMessageHeaders: unknown }[] };
        for (const one of page.value) one.internetMessageHeaders = null;
        return Response.json(page);
      },
    });
    const message = { to: ben, subject: 'headless', messageId: '<headless@contoso.com>' };
    await box.send(message);
    expect((await box.send(message)).found).toBe(true);
    expect(messages.length).toBeGreaterThan(0);
    await box.close();
  });
});

describe('thirty messages a minute', () => {
  it('are kept by everybody in the process who sends for the mailbox, by whichever way', async () => {
    const clock = fakeClock();
    const limits = new LimitsRegistry(clock);
    const before = submissions();
    const boxes = (['smtp', 'graph', 'smtp', 'graph'] as const).map((service) =>
      sendingWorld(faces, { connected: [service], clock, limits: limits.of(anna) }),
    );
    const sending = Array.from({ length: 33 }, async (_, index) =>
      boxes[index % boxes.length]?.box.send({ to: ben, subject: `of many ${index}` }),
    );
    const settled = Promise.all(sending);
    await until(() => submissions() - before >= 30);
    await clock.advance(59_000);
    expect(submissions() - before).toBe(30);
    await clock.advance(1_500);
    await settled;
    expect(submissions() - before).toBe(33);
    for (const { box } of boxes) await box.close();
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
