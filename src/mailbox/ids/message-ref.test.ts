import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, messageIdOf, parseMessageId } from './message-ref.ts';

const from = { name: 'Ben', address: 'ben@contoso.example' };
const message = { messageId: '<a+b=c@mail.example>', sentAtMs: 1_793_520_000_000, from, subject: 'Invoice' };

describe('parseMessageId', () => {
  it.each([
    'inbox',
    '',
    ':x@y',
    'inbox::x:y',
    'inbox::20261101T080000Z:nothex',
    'inbox:a@b:0',
    'inbox:a@b:1:2',
    'inbox::2026:5f0c2a7e91d4',
    'in~ffbox:a@b',
  ])('refuses %j', (text) => {
    expect(() => parseMessageId(text)).toThrow(
      expect.objectContaining({ code: 'message-id-not-understood' }),
    );
  });

  it('takes a Message-ID as programs and people have it, and looks everywhere', () => {
    for (const text of ['<x.1@mail.example>', 'x.1@mail.example', ' <x.1@mail.example>\n'])
      expect(parseMessageId(text)).toMatchObject({ folder: undefined, messageId: '<x.1@mail.example>' });
  });
});

describe('messageIdOf', () => {
  it('is made of what a shell and a URL leave alone', () => {
    expect(messageIdOf('inbox', message)).toBe('inbox:a~2Bb=c@mail.example');
    expect(messageIdOf('Büro/$HOME', { ...message, messageId: "<it's@x>" }, 2)).toBe(
      'B~C3~BCro~2F~24HOME:it~27s@x:2',
    );
  });

  it('names a message without a Message-ID by what every door shows of it', () => {
    const nameless = { ...message, messageId: undefined };
    expect(messageIdOf('inbox', nameless)).toMatch(/^inbox::20261101T\d{6}Z:[0-9a-f]{12}$/);
    const elsewhere = {
      ...nameless,
      subject: ' Invoice ',
      from: { ...from, address: 'BEN@contoso.example' },
    };
    expect(fingerprintOf(elsewhere)).toBe(fingerprintOf(nameless));
  });

  it('is read back as it was meant, whatever stood in the message', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        text,
        fc.option(text, { nil: undefined }),
        text,
        fc.option(fc.integer({ min: 0, max: 4e12 }), { nil: undefined }),
        fc.integer({ min: 1, max: 999 }),
        (folder, key, subject, sentAtMs, twin) => {
          const named = { messageId: key && `<${key}>`, sentAtMs, from, subject };
          const id = messageIdOf(folder, named, twin);
          const ref = parseMessageId(id);
          expect(id).toMatch(/^[\w@.=~:-]+$/);
          expect(ref.folder).toBe(folder);
          expect(ref.twin ?? 1).toBe(twin);
          if (ref.messageId === undefined) {
            expect(ref.fingerprint).toBe(fingerprintOf(named));
            expect(ref.sentAtMs).toBe(
              sentAtMs === undefined ? undefined : Math.floor(sentAtMs / 1000) * 1000,
            );
          } else expect(ref.messageId).toBe(named.messageId);
        },
      ),
    );
  });
});
