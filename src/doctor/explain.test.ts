import { describe, expect, it } from 'vitest';
import type { Evidence } from './evidence.ts';
import { explain } from './explain.ts';

const nowMs = Date.UTC(2026, 10, 26);

const firstOf = (text: string): string | undefined =>
  explain(text, Date.UTC(2026, 10, 26), [], () => []).causes[0]?.cause.id;

describe('a log of objects', () => {
  const log = [
    '{"level":20,"src":"c","msg":"2 AUTHENTICATE XOAUTH2 \\"(* value hidden *)\\""}',
    '{"level":20,"src":"s","msg":"2 OK AUTHENTICATE completed."}',
    '{"level":20,"src":"s","msg":"4 BAD User is authenticated but not connected."}',
  ];

  it('is read the same without its line breaks', () => {
    expect(firstOf(log.join(' '))).toBe('token-of-another-mailbox');
    expect(firstOf(log.join('\n'))).toBe('token-of-another-mailbox');
  });
});

describe('a complaint', () => {
  it.each([
    'We pass the access token to ImapFlow as we should. Then imap.gmail.com says authentication failed.',
    'Is there a sample? With XOAUTH2 at Gmail the login fails, whatever token we use.',
    'How to debug it I do not know. Gmail: authentication failure with accessToken: tokens.access_token',
  ])('beside a question or advice is heard: %s', (text) => {
    expect(firstOf(text)).toBe('google-token-refused');
  });

  it('in a condition or in advice is none', () => {
    expect(firstOf('If the login at Gmail fails, use another token.')).toBeUndefined();
    expect(
      firstOf('Works here. Check the scopes if authentication fails at Gmail with your token.'),
    ).toBeUndefined();
  });
});

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

describe('what is told of another case', () => {
  it('a provider with which it works is not the one that refused', () => {
    const text =
      'We support two providers.\n\nGoogle Mail | ok\nExchange Online | fails\n\n<< * OK The Microsoft Exchange IMAP4 service is ready.\n>> A1 AUTHENTICATE XOAUTH2 {token}\n<< A1 NO AUTHENTICATE failed.';
    expect(firstOf(text)).toBe('graph-token-at-mail-server');
  });

  it('"personal" beside a shared mailbox is an own one at work', () => {
    const text =
      'With my personal account it connects, the shared mailbox is not possible.\nC: AUTH XOAUTH2 {token}\nS: 535 5.7.3 Authentication unsuccessful';
    expect(firstOf(text)).toBe('smtp-shared-mailbox-as-user');
  });

  it('and beside it what else is known of the account stays', () => {
    const text =
      'The shared mailbox belongs to a Microsoft 365 business account.\nS: 535 5.7.3 Authentication unsuccessful';
    expect(explain(text, nowMs).facts).toMatchObject({
      'mailbox.kind': ['shared'],
      'account.type': ['work'],
    });
    const given: Evidence = {
      kind: 'told',
      fact: 'account.type',
      value: 'personal',
      place: { line: 0, quote: '' },
    };
    expect(explain('It is a shared mailbox.', nowMs, [given]).facts).toMatchObject({
      'account.type': ['personal'],
    });
  });

  it('a server that has refused has answered: nobody is asked whether it does', () => {
    const text = 'A2 NO AUTHENTICATE failed.\nsocket.timeout: timed out';
    expect(explain(text, nowMs).facts).toMatchObject({ 'server.answered': ['yes'] });
    expect(explain('socket.timeout: timed out', nowMs).facts).toMatchObject({ 'server.answered': ['no'] });
  });

  it('a flow that works is not the one that fails', () => {
    const text =
      'EWS answers 403 Forbidden. I sign in with my personal account by the authorization code flow.\nWith the client credentials flow and a mailbox at work the request is fine.';
    expect(firstOf(text)).not.toBe('app-token-for-personal-mailbox');
  });

  it('headers that a call is not given say nothing of its body', () => {
    const text = `$url = 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token';
$fields = array(
    'grant_type' => 'client_credentials',
    'scope' => 'https://outlook.office365.com/.default',
    'client_id' => '{id}',
);
$headers = array("Content-Type: application/json");
$response = $client->request('POST', $url, ['form_params' => $fields]);`;
    expect(firstOf(text)).not.toBe('body-is-not-a-form');
    const given = text.replace('=> $fields]', "=> $fields, 'headers' => $headers]");
    expect(firstOf(given)).toBe('body-is-not-a-form');
  });
});
