import { describe, expect, it } from 'vitest';
import type { Evidence } from './evidence.ts';
import { explain } from './explain.ts';

const nowMs = Date.UTC(2026, 10, 26);

describe('a refused sign-in at IMAP', () => {
  it('is recognised in a bare reply and in a debug log', () => {
    for (const text of [
      'A2 NO AUTHENTICATE failed.',
      'DEBUG IMAP: A3 NO AUTHENTICATE failed.',
      'imaplib.error: AUTHENTICATE failed',
    ]) {
      expect(explain(text, nowMs).causes[0]?.cause.id, text).toBe('graph-token-at-mail-server');
    }
  });

  it('is certain where the token is known to be for Graph', () => {
    const told: Evidence = {
      kind: 'told',
      fact: 'token.audience',
      value: 'graph',
      place: { line: 0, quote: '' },
    };
    const [first] = explain('A2 NO AUTHENTICATE failed.', nowMs, [told]).causes;
    expect(first).toMatchObject({ sure: 'certain', cause: { id: 'graph-token-at-mail-server' } });
  });

  it('is not blamed on Graph where the token is for Exchange', () => {
    const told: Evidence = {
      kind: 'told',
      fact: 'token.audience',
      value: 'exchange',
      place: { line: 0, quote: '' },
    };
    expect(
      explain('A2 NO AUTHENTICATE failed.', nowMs, [told]).causes.map(({ cause }) => cause.id),
    ).not.toContain('graph-token-at-mail-server');
  });
});
