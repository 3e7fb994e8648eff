// Every odd shape of a message, with what is read of it; each whole and cut into small pieces.

import { describe, expect, it } from 'vitest';
import type { Attachment, ReadMessage } from '../../src/mime/message.ts';
import { readMessage } from '../../src/mime/read.ts';
import { shapes } from '../kit/message-shapes.ts';
import { mimeCases } from '../kit/mime-cases.ts';
import { oddMessages } from '../kit/odd-messages.ts';

async function* cut(raw: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < raw.length; at += size) yield raw.subarray(at, at + size);
}

const read = (raw: Uint8Array, size = 65_536): Promise<ReadMessage> => readMessage(cut(raw, size));

describe('a message is read the same however it comes', () => {
  const all = [
    ...mimeCases,
    ...oddMessages({ seed: 4, count: 22 }).map(({ kind, raw }) => ({ name: `odd: ${kind}`, raw })),
    ...shapes.map(({ name, raw }) => ({ name: `shape: ${name}`, raw })),
  ];
  it.each(all.map((one) => [one.name, one] as const))('%s', async (_, { raw }) => {
    const whole = await read(raw);
    for (const size of [1, 3, 17]) {
      if (size === 1 && raw.length > 20_000) continue;
      expect(await read(raw, size)).toEqual(whole);
    }
    expect(whole.bytes).toBe(raw.length);
  });
});

describe('what is read', () => {
  it.each(shapes.map((one) => [one.name, one] as const))('%s', async (_, { raw, expected }) => {
    const message = await read(raw);
    const attachments = message.attachments.map(brief);
    expect({ ...message, attachments }).toMatchObject(expected);
  });
});

/** What tells attachments apart. */
function brief({ part, kind, name, type, bytes, inline, subject }: Attachment): object {
  return Object.fromEntries(
    Object.entries({ part, kind, name, type, bytes, inline: inline || undefined, subject }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

describe('limits', () => {
  it('reads the beginning of ten thousand parts and says that it is not all', async () => {
    const parts = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(10_000);
    const raw = Buffer.from(
      `Subject: many\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--\r\n`,
    );
    const message = await read(raw);
    expect(message.truncated).toBe(true);
    expect(message.header.subject).toBe('many');
    expect(message.text.length).toBeGreaterThan(1000);
  });

  it('reads a thousand levels as far as they go', async () => {
    let raw = '';
    for (let level = 0; level < 1000; level += 1)
      raw += `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`;
    const message = await read(
      Buffer.from(`Subject: deep\r\n${raw}Content-Type: text/plain\r\n\r\nbottom\r\n`),
    );
    expect(message.header.subject).toBe('deep');
  });

  it('stops at a header without end', async () => {
    const message = await read(
      Buffer.from(`Subject: huge\r\n${'X-More: and more of it\r\n'.repeat(100_000)}\r\nbody`),
    );
    expect(message.truncated).toBe(true);
  });

  it('leaves out text beyond what anyone reads', async () => {
    const message = await read(Buffer.from(`Subject: long\r\n\r\n${'word '.repeat(2_000_000)}`));
    expect(message.truncated).toBe(true);
    expect(message.text.length).toBeLessThan(8_400_000);
  });

  it('reads nothing out of nothing', async () => {
    expect(await read(new Uint8Array())).toMatchObject({
      text: '',
      attachments: [],
      bytes: 0,
      truncated: false,
    });
  });
});
