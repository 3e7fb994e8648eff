import { expect, it } from 'vitest';
import type { MessageId } from '../../mailbox/message.ts';
import type { OpenedMessage } from '../../mailbox/reading/read.ts';
import { readMessage } from '../../mime/read.ts';
import { messagePage } from './message-page.ts';

const same = (text: string): string => text;
const paint = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };

async function page(head: readonly string[], body = ''): Promise<string> {
  const raw = Buffer.from([...head, '', body].join('\r\n'));
  const message = await readMessage(
    (async function* () {
      yield raw;
    })(),
  );
  // What a page shows of a list's row is the id alone.
  const opened = { ...message, summary: { id: 'inbox:a@b' as MessageId } } as unknown as OpenedMessage;
  return messagePage({ width: 60, utf8: true, paint }, opened).join('\n');
}

const calendar = (...lines: readonly string[]): Promise<string> =>
  page(
    ['Subject: Meeting', 'Content-Type: text/calendar; method=REQUEST'],
    ['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join(
      '\r\n',
    ),
  );

it('says that there is no text, where there is none', async () => {
  expect(await page(['Subject: x'])).toMatch(/─\n\(no text\)$/);
});

it('says how many had it, where they would fill the screen', async () => {
  const to = Array.from({ length: 300 }, (_, at) => `p${at}@contoso.example`).join(', ');
  const lines = (await page(['Subject: x', `To: ${to}`], 'Hello.')).split('\n');
  expect(lines).toContain('         … 300 addresses in all');
  expect(lines.length).toBeLessThan(10);
});

it('a long subject ends where it is cut, without words of ours', async () => {
  expect(await page([`Subject: ${'long words '.repeat(100)}`])).toMatch(/\n {9}…\nId/);
});

it('a meeting is said in words', async () => {
  const text = await calendar(
    'SUMMARY:Planning',
    'DTSTART:20261202T090000Z',
    'DTEND:20261202T103000Z',
    'RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=5',
    'ATTENDEE;CN="Ito, Ben";PARTSTAT=ACCEPTED:mailto:ben@contoso.example',
    'ATTENDEE;CN=Carol:mailto:carol@contoso.example',
  );
  expect(text).toMatch(/When +\w+ \d+ Dec 2026, \d\d:\d\d - \d\d:\d\d [+-]\d{4}\n/);
  expect(text).toMatch(/Repeats +every week on Wed, 5 times\n/);
  expect(text).toMatch(/With +"Ito, Ben" \(accepted\), Carol/);
});

it.each([
  ['20261203', /When +2026-12-02\n/],
  ['20261205', /When +2026-12-02 - 2026-12-04\n/],
])('whole days until %s end the day before', async (end, said) => {
  expect(await calendar('DTSTART;VALUE=DATE:20261202', `DTEND;VALUE=DATE:${end}`, 'SUMMARY:Fair')).toMatch(
    said,
  );
});
