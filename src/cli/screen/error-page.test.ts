import { expect, it } from 'vitest';
import { cellsOf } from './cells.ts';
import { errorPage } from './error-page.ts';

const plain = (text: string): string => text;
const paint = {
  ...{ bold: plain, cyan: plain, green: plain },
  ...{ red: (text: string) => `<${text}>`, yellow: (text: string) => `{${text}}`, dim: plain },
};
const unpainted = (line: string): string => line.replace(/[<>{}]/g, '');
const failure = {
  title: 'It is not known whether the message was sent',
  code: 'send-outcome-unknown',
  message: 'The connection to outlook.office365.com ended before the answer came.',
  hint: 'サーバーから応答がありません。しばらくしてからもう一度お試しください。',
  cause: { id: 'line-cut', title: 'Something on the way cuts connections' },
  ids: 'Trace ID 00000000-1111-2222-3333-444444444444',
} as const;
const words = (lines: readonly string[]): string => lines.map(unpainted).join(' ').replace(/\s/g, '');

it('breaks lines between words where the terminal is narrow, and loses none', () => {
  const lines = errorPage(failure, { paint, width: 40 });
  for (const line of lines) expect(cellsOf(unpainted(line))).toBeLessThanOrEqual(40);
  expect(lines.slice(0, 6)).toEqual([
    '<It is not known whether the message was>',
    '<sent>',
    '(send-outcome-unknown)',
    'The connection to outlook.office365.com',
    'ended before the answer came.',
    'サーバーから応答がありません。しばらくし',
  ]);
  expect(words(lines)).toBe(words(errorPage(failure, { paint, width: undefined })));
});

it('leaves them whole in a pipe, one for each thing that is said', () => {
  expect(errorPage(failure, { paint, width: undefined })).toEqual([
    '<It is not known whether the message was sent> (send-outcome-unknown)',
    failure.message,
    failure.hint,
    '{Something on the way cuts connections} (mailgrant explain line-cut)',
    failure.ids,
  ]);
});

it('keeps a command in one piece, on a line of its own, for whoever copies it', () => {
  const hint =
    'See what is connected: mailgrant accounts --all. Connect a mailbox: mailgrant login somebody.with.a.long.name@contoso.com';
  const shown = errorPage({ ...failure, hint, cause: undefined, ids: undefined }, { paint, width: 40 });
  expect(shown.slice(-4)).toEqual([
    'See what is connected:',
    'mailgrant accounts --all',
    'Connect a mailbox:',
    'mailgrant login somebody.with.a.long.name@contoso.com',
  ]);
  const short = {
    ...failure,
    hint: 'Connect a mailbox: mailgrant login anna',
    cause: undefined,
    ids: undefined,
  };
  expect(errorPage(short, { paint, width: 40 }).at(-1)).toBe(short.hint);
});
