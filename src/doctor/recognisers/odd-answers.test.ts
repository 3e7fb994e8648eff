// What was answered, and not expected: the mail went out, nobody has a mechanism, somebody else has answered.

import { describe, expect, it } from 'vitest';
import { explain } from '../explain.ts';

const nowMs = Date.UTC(2026, 10, 26);
const noWords = (): number[] => [];
const first = (text: string): string | undefined => explain(text, nowMs, [], noWords).causes[0]?.cause.id;

describe('success without a body', () => {
  it.each([
    'invalid json response body at https://graph.microsoft.com/v1.0/users/anna@contoso.example/sendMail reason: Unexpected end of JSON input, statusCode: 202',
    'Our script posts to https://graph.microsoft.com/v1.0/me/sendMail and dies with json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0). The mail does arrive, though.',
    'Send-MgUserMail_Send: The server responded with an unrecognized response, Status: Accepted',
    'The send tool reports {"error":"Unexpected end of JSON input"}, the mail however was delivered. Graph answered 202.',
    'response.json() after POST /me/messages/AAMkAG/reply fails: SyntaxError: Unexpected end of JSON input',
    'Graph の sendMail を呼ぶと「Unexpected end of JSON input」になりますが、メールは届いています。',
    'sendMail: der Parser meldet Unexpected end of JSON input, die Mail kommt trotzdem an.',
  ])('%s', (text) => {
    expect(first(text)).toBe('graph-answer-without-body');
  });

  it.each([
    [
      'answer-cut-short',
      'POST https://login.microsoftonline.com/common/oauth2/v2.0/token: Unexpected end of JSON input',
    ],
    [
      'captive-portal',
      'GET https://graph.microsoft.com/v1.0/me/messages: Unexpected token < in JSON at position 0',
    ],
    [
      'graph-body-wrong',
      'POST /me/sendMail 400 {"error":{"code":"BadRequest","message":"Empty Payload. JSON content expected."}}',
    ],
    [
      'graph-send-lost',
      'sendMail answers 202 with an empty body, but nothing is ever sent and no mail arrives.',
    ],
  ])('is not %s', (cause, text) => {
    expect(first(text)).toBe(cause);
  });
});

describe('no mechanism in common', () => {
  it.each([
    'IMAP API cannot connect to Microsoft. It finds no authentication mechanism that it supports. The server only has AUTH=PLAIN and AUTH=XOAUTH2.',
    '* OK The Microsoft Exchange IMAP4 service is ready.\n* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR\nError: no supported SASL mechanism in common',
    'Our client only speaks OAUTHBEARER, and outlook.office365.com lists only PLAIN and XOAUTH2.',
    'Outlook の IMAP は AUTH=PLAIN AUTH=XOAUTH2 しか返さず、対応する認証方式が見つかりません。',
  ])('%s', (text) => {
    expect(first(text)).toBe('oauthbearer-at-exchange');
  });

  it('a server that lists OAUTHBEARER is another', () => {
    expect(
      first(
        '* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 AUTH=OAUTHBEARER\nno supported SASL mechanism in common',
      ),
    ).not.toBe('oauthbearer-at-exchange');
  });
});

describe('another server answers', () => {
  it.each([
    "SMTP -> FROM SERVER: 220-s12.webhost.example ESMTP Exim 4.96\n250-s12.webhost.example Hello shop [203.0.113.9]\n$mail->Host = 'smtp.office365.com';\nSMTP Error: Could not authenticate.",
    "Connection failed. Peer certificate CN=`s12.webhost.example' did not match expected CN=`smtp.office365.com'",
    'Our hosting provider redirects all outgoing SMTP connections to its own mail server, smtp.office365.com never answers.',
    'telnet smtp.gmail.com 587 on the web server shows: 220 cp7.hoster.example ESMTP ready, and then 535 Incorrect authentication data',
    'レンタルサーバーが SMTP の接続を自社のサーバーに転送していて、認証エラーになります。',
    'Unser Hoster leitet jede SMTP-Verbindung um, die Anmeldung schlägt fehl.',
  ])('%s', (text) => {
    expect(first(text)).toBe('smtp-answered-by-another-server');
  });

  it.each([
    'trying to connect to host "smtp.office365.com", port 587\n220 AM0PR02CA0134.outlook.office365.com Microsoft ESMTP MAIL Service ready\n535 5.7.3 Authentication unsuccessful',
    'relayhost = [smtp.office365.com]:587\n220 mail.contoso.example ESMTP Postfix\n535 5.7.3 Authentication unsuccessful',
    '220 mail.contoso.example ESMTP Postfix\n250-mail.contoso.example Hello\n535 5.7.8 authentication failed',
  ])('where it was put there, or nobody else was called: %s', (text) => {
    expect(first(text)).not.toBe('smtp-answered-by-another-server');
  });
});
