import { afterAll, beforeAll, expect, it } from 'vitest';
import { fakeClock } from '../kit/fake-clock.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';
import { sendingWorld } from '../kit/sending-world.ts';

let faces: World;
beforeAll(async () => {
  faces = await openWorld();
});
afterAll(() => faces.close());

const large = Buffer.alloc(7 * 1024 * 1024 + 17, 'mailgrant ');
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
const got = (): string => faces.faces.mail.list(ben, 'inbox').at(-1)?.content.raw.toString('latin1') ?? '';
const decoded = (): Buffer => {
  const part = got().split('large.bin').at(-1) ?? '';
  return Buffer.from(/\r\n\r\n([A-Za-z0-9+/=\r\n]+?)\r\n--/.exec(part)?.[1] ?? '', 'base64');
};

it('a large message goes by Graph in pieces, without a token at the place of upload', async () => {
  const tokens: (string | null)[] = [];
  const { box, asked } = sendingWorld(faces, {
    connected: ['graph'],
    fetch(request, next) {
      if (request.method === 'PUT') tokens.push(request.headers.get('authorization'));
      return next(request);
    },
  });
  const sent = await box.send(message);
  expect(sent.route).toBe('graph');
  expect(tokens).toEqual([null, null, null]);
  expect(asked.some((line) => line.endsWith('/send'))).toBe(true);
  expect(decoded().equals(large)).toBe(true);
  expect(got()).toContain('small.txt');
  expect(got()).not.toContain('hidden@');
  expect(faces.faces.mail.submissions.at(-1)?.recipients).toContain('hidden@partner.example');
  expect(faces.faces.mail.list(anna, 'drafts')).toEqual([]);
  await box.close();
});

it.each([1, 2, 3])('an upload that breaks at piece %i goes on where the server is', async (at) => {
  for (const lost of ['request', 'answer'] as const) {
    let puts = 0;
    const clock = fakeClock();
    const { box } = sendingWorld(faces, {
      connected: ['graph'],
      clock,
      async fetch(request, next) {
        if (request.method !== 'PUT') return next(request);
        puts += 1;
        if (puts !== at) return next(request);
        if (lost === 'answer' && at < 3) await next(request);
        throw new TypeError('fetch failed', {
          cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
        });
      },
    });
    const sending = box.send(message);
    let done = false;
    const ended = (): void => void (done = true);
    sending.then(ended, ended);
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(1000);
    }
    await sending;
    expect(decoded().equals(large)).toBe(true);
    expect(faces.faces.mail.list(anna, 'drafts')).toEqual([]);
    await box.close();
  }
});

it('a draft that cannot be sent is taken away', async () => {
  const before = faces.faces.mail.submissions.length;
  const { box } = sendingWorld(faces, { connected: ['graph'] });
  await expect(box.send({ ...message, from: 'boss@contoso.com' })).rejects.toMatchObject({
    code: 'mail-sender-refused',
    details: { sender: 'boss@contoso.com' },
  });
  expect(faces.faces.mail.list(anna, 'drafts')).toEqual([]);
  expect(faces.faces.mail.submissions.length).toBe(before);
  await box.close();
});
