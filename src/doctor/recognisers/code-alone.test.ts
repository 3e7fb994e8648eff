// Who has a code and nothing else: it is explained as if the server said it.

import { describe, expect, it } from 'vitest';
import { explain } from '../explain.ts';
import { recognise } from '../recognise.ts';

const nowMs = Date.UTC(2026, 10, 26);
const first = (text: string): string | undefined => explain(text, nowMs).causes[0]?.cause.id;

describe('a code alone', () => {
  it.each([
    ['5.7.57', 'smtp-not-signed-in'],
    ['#5.7.708', 'tenant-restricted-for-spam'],
    [' NDR code 5.1.10 \n', 'recipient-does-not-exist'],
    ['bounce: 5.7.511', 'sending-ip-blocked'],
    ['エラーコード: 5.7.520', 'external-forwarding-off'],
    ['530', 'smtp-not-signed-in'],
    ['50126', 'password-wrong'],
    ['700016', 'app-not-found-client-id'],
    ['7000222', 'client-secret-expired'],
    ['error code 900144', 'parameter-missing'],
  ])('%s', (text, cause) => {
    expect(first(text)).toBe(cause);
  });

  it.each(['5.7.139', '5.7.3', '535', 'SMTP error 5.7.8'])('%s is a sign-in that was refused', (text) => {
    expect(recognise(text, nowMs).filter(({ kind }) => kind === 'reply')).toMatchObject([
      { kind: 'reply', code: 535, command: 'AUTH', status: 'no' },
    ]);
  });

  it.each(['12345', '2026', '3.8.10', '143', '587', '5.7', '10001', '5.7.57.1', '550 mails', 'port 50993x'])(
    '%s is none',
    (text) => {
      expect(recognise(text, nowMs)).toEqual([]);
    },
  );
});
