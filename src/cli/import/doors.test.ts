import { expect, it } from 'vitest';
import { davmail } from '../../importing/davmail.ts';
import { emailOauth2Proxy } from '../../importing/email-oauth2-proxy.ts';
import type { FoundDoor } from '../../importing/found-grant.ts';
import { sameDoors } from './doors.ts';

const command = (doors: readonly FoundDoor[] | undefined): string | undefined =>
  sameDoors(doors ?? []).find((line) => line.startsWith('  mailgrant proxy'));
const config = (text: string): FoundDoor[] | undefined => emailOauth2Proxy.doors?.(Buffer.from(text));
const properties = (text: string): FoundDoor[] | undefined => davmail.doors?.(Buffer.from(text));

it('says nothing of a program that is no proxy', () => {
  expect(sameDoors([])).toEqual([]);
  expect(config('[anna@contoso.example]\nclient_id = c\n[IMAP-many]\n')).toEqual([]);
});

it.each([
  [
    'email-oauth2-proxy on this machine',
    config(
      '[IMAP-1993]\nlocal_address = 127.0.0.1\n[POP-1995]\nlocal_address = ::1\n[SMTP-1587]\nlocal_address = localhost\n',
    ),
    '  mailgrant proxy --imap 1993 --pop 1995 --smtp 1587',
  ],
  [
    'email-oauth2-proxy with a certificate, for everybody or on an address',
    config(
      "[IMAP-993]\nlocal_certificate_path = /etc/a b/it's.pem\nlocal_key_path = /etc/key.pem\n[SMTP-587]\nlocal_address = fd00::7\n",
    ),
    `  mailgrant proxy --imap 0.0.0.0:993 --smtp [fd00::7]:587 --tls-cert '/etc/a b/it'\\''s.pem' --tls-key /etc/key.pem --tls-mode both`,
  ],
  [
    'DavMail',
    properties('davmail.imapPort=1143\ndavmail.smtpPort=1025\ndavmail.popPort=\n'),
    '  mailgrant proxy --imap 1143 --smtp 1025',
  ],
])('%s', (_, doors, line) => {
  expect(command(doors)).toBe(line);
  expect(sameDoors(doors ?? []).join(' ')).not.toContain('clear text');
});

it.each([
  ['email-oauth2-proxy that says no address', config('[SMTP-1587]\nserver_port = 587\n')],
  ['DavMail that allows it', properties('davmail.smtpPort=1587\ndavmail.allowRemote=true\n')],
])('passwords in clear text from other machines are not taken over: %s', (_, doors) => {
  expect(command(doors)).toBe('  mailgrant proxy --smtp 1587');
  expect(sameDoors(doors ?? []).join(' ')).toContain('clear text from other machines');
});

it('of two ports for one protocol it names the one that moves', () => {
  const doors = config('[IMAP-1993]\nlocal_address = 127.0.0.1\n[IMAP-2993]\nlocal_address = 127.0.0.1\n');
  expect(command(doors)).toBe('  mailgrant proxy --imap 1993');
  expect(sameDoors(doors ?? []).join('\n')).toContain('IMAP 2993 would have to move there');
});
