import { describe, expect, it } from 'vitest';
import { fail } from '../errors/error.ts';
import { explainError } from './explain-error.ts';

const host = 'outlook.office365.com';
const refused = () =>
  fail('mail-token-refused', { host, account: 'anna', service: 'IMAP', answer: 'AUTHENTICATE failed' });

describe('an error of ours', () => {
  it('is explained by what the server said and what is known', () => {
    const error = refused().know({ 'token.audience': 'graph', protocol: 'imap' });
    expect(explainError(error, 'en')?.causes[0]).toMatchObject({
      id: 'graph-token-at-mail-server',
      sure: 'certain',
    });
  });

  it('is not explained by what cannot be', () => {
    const error = refused().know({ 'token.audience': 'exchange', protocol: 'imap' });
    const ids = explainError(error, 'en')?.causes.map(({ id }) => id) ?? [];
    expect(ids).not.toContain('graph-token-at-mail-server');
  });

  it('speaks the language that was asked for', () => {
    const error = refused().know({ 'token.audience': 'graph' });
    expect(explainError(error, 'ja')).toMatchObject({ language: 'ja' });
    expect(explainError(error, 'ja')?.causes[0]?.title).toContain('トークン');
  });

  it('has no explanation where no vendor has spoken', () => {
    expect(explainError(fail('account-unknown', { account: 'anna' }), 'en')).toBeUndefined();
  });
});
