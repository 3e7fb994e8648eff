import { describe, expect, it } from 'vitest';
import { ImapFollower } from '../follow/imap-follower.ts';
import { type LimitTold, limitInImapLine } from '../upstream/limits-told.ts';
import { ImapLimitListener, SmtpLimitListener } from './limit-listeners.ts';

function hearing(of: 'followed' | 'passed through' | 'smtp', said: string, pieceBytes: number): LimitTold[] {
  const told: LimitTold[] = [];
  const onLimit = (limit: LimitTold): void => void told.push(limit);
  const follower =
    of === 'smtp'
      ? new SmtpLimitListener(onLimit)
      : of === 'followed'
        ? new ImapFollower({
            shows: () => true,
            onLine(line) {
              const limit = limitInImapLine(line);
              if (limit) onLimit(limit);
            },
          })
        : new ImapLimitListener(onLimit);
  const bytes = Buffer.from(said);
  const passed: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    passed.push(...follower.fromServer(bytes.subarray(at, at + pieceBytes)));
  }
  if (of !== 'followed') expect(Buffer.concat(passed).equals(bytes)).toBe(true);
  return told;
}

const throttle = 'Request is throttled. Suggested Backoff Time: 92415 milliseconds';

describe.each(['followed', 'passed through'] as const)('an IMAP session that is %s', (of) => {
  it.each([
    ['a warning', `* NO ${throttle}\r\n`],
    ['an answer that says yes', `a1 OK ${throttle}\r\n`],
    ['another refusal', 'a1 NO [TRYCREATE] no such folder\r\n'],
    ['the end of a token', '* BYE Session invalidated - AccessTokenExpired\r\n'],
    [
      'a message that looks like one',
      `* 1 FETCH (BODY[] {${throttle.length + 11}}\r\n\r\na1 BAD ${throttle}\r\n)\r\n`,
    ],
    ['what follows a literal', `* 1 FETCH (BODY[] {2}\r\nxx BAD ${throttle}\r\na1 OK done\r\n`],
    ['a name of a folder', `* LIST () "/" "a1 BAD ${throttle}"\r\n`],
    ['a line that is none', `BAD ${throttle}\r\n`],
  ])('hears no limit in %s', (_, said) => {
    expect(hearing(of, said, said.length)).toEqual([]);
  });
  it.each([
    ['BAD', `a1 BAD ${throttle}\r\n`, 92_415],
    ['NO', `A.7 no ${throttle}.\r\n`, 92_415],
    ['BAD without a time', 'a1 BAD Request is throttled.\r\n', 60_000],
    ['a code', 'a1 NO [LIMIT] Too many simultaneous connections.\r\n', 30_000],
    ['BYE', '* BYE Maximum number of connections from user+IP exceeded\r\n', 30_000],
  ])('hears one in %s, however it is cut', (_, said, waitMs) => {
    for (const pieceBytes of [1, 3, 17, 1000]) {
      expect(hearing(of, said, pieceBytes)).toEqual([{ waitMs, answer: expect.any(String) as string }]);
    }
  });
});

describe('an SMTP session', () => {
  it.each([
    '250 2.1.0 Sender OK\r\n',
    '450 4.7.1 Greylisted, try again\r\n',
    '452 4.5.3 Too many recipients\r\n',
    '554 5.2.0 STOREDRV; 432 4.3.2 sender thread limit\r\n',
    '421 4.7.0 Session invalidated - AccessTokenExpired\r\n',
    '421 4.4.2 Connection timed out\r\n',
    '432\r\n4.3.2\r\n',
  ])('hears no limit in %j', (said) => {
    expect(hearing('smtp', said, 1000)).toEqual([]);
  });
  it.each([
    ['a reply to DATA', '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded [Hostname=x]\r\n'],
    ['a goodbye', '354 go on\r\n421 4.3.2 Service not active [x]\r\n'],
    ['a reply of two lines', '451-4.7.500 Server busy\r\n451 4.7.500 Please try again later\r\n'],
    [
      'what follows a line that is too long',
      `${'x'.repeat(10_000)}\r\n432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded\r\n`,
    ],
  ])('hears one in %s, however it is cut', (_, said) => {
    for (const pieceBytes of [1, 3, 17, 100_000]) {
      expect(hearing('smtp', said, pieceBytes)[0]).toMatchObject({ waitMs: 10_000 });
    }
  });
});
