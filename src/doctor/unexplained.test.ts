import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import { explanationOf } from './explanation.ts';

const nowMs = Date.UTC(2026, 10, 26);

function said(text: string): ReturnType<typeof explanationOf> {
  return explanationOf(explain(text, nowMs), 'en');
}

describe('a refusal of which no cause is known', () => {
  it.each<[string, string, RegExp, RegExp]>([
    [
      'a number of Entra ID',
      '{"error":"odd_error","error_description":"AADSTS999999: Odd."}',
      /AADSTS999999/,
      /login\.microsoftonline\.com\/error\?code=999999/,
    ],
    [
      'an error of Graph',
      '{"error":{"code":"ErrorQuiteOdd","message":"Odd"}}',
      /ErrorQuiteOdd/,
      /request-id/,
    ],
    [
      'an error of Graph with its status',
      'HTTP/1.1 507 Insufficient Storage\n\n{"error":{"code":"ErrorQuiteOdd","message":"Odd"}}',
      /507 ErrorQuiteOdd/,
      /Retry-After/,
    ],
    ['a reply of SMTP', '550 5.6.99 Something odd', /5\.6\.99.*for good.*content/, /debug\.log/],
    ['a reply of SMTP for now', '451 4.4.99 Something odd', /4\.4\.99.*for now.*routing/, /debug\.log/],
    ['a reply of IMAP', 'a1 NO [XODD] Something odd', /\(NO\)/, /debug\.log/],
    ['a session that ends', '* BYE Something odd', /\(BYE\)/, /debug\.log/],
    ['a reply of SMTP without a status', 'C: DATA\nS: 554 Something odd', /\(5xx\)/, /debug\.log/],
    ['a command that IMAP does not take', 'a1 BAD Something odd', /\(BAD\)/, /debug\.log/],
  ])('is said to be one: %s', (_what, text, what, next) => {
    const { causes, unexplained } = said(text);
    expect(causes).toEqual([]);
    expect(unexplained?.what).toMatch(what);
    expect(unexplained?.next.join('\n')).toMatch(next);
  });

  it('is said in Japanese, too', () => {
    const { unexplained } = explanationOf(explain('550 5.6.99 Something odd', nowMs), 'ja');
    expect(unexplained?.what).toMatch(/恒久的.*内容/);
  });
});

it('says nothing of it where a cause is known, or where nobody refused', () => {
  for (const text of ['A2 NO AUTHENTICATE failed.', '250 2.0.0 OK', 'openid offline_access'])
    expect(said(text).unexplained, text).toBeUndefined();
});
