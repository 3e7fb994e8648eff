import { describe, expect, it } from 'vitest';
import { clouds } from '../identity/microsoft/clouds.ts';
import { hostFits, isMicrosofts, isOutlookComs } from './mail-servers.ts';

describe('a mail server', () => {
  it.each(
    [...clouds.values()].flatMap(({ servers }) =>
      Object.values(servers).map(({ host, port }) => [host, port] as const),
    ),
  )('%s:%i is where a cloud serves programs', (host, port) => {
    expect(hostFits(host, port)).toBe('yes');
    expect(isMicrosofts(host)).toBe(true);
  });

  it.each([
    ['outlook.office365.com', 587],
    ['smtp.office365.com', 465],
    ['smtp.office365.com', 993],
    ['imap.outlook.com', 0],
    ['ps.outlook.com', 143],
    ['mail.google.com', 993],
    ['smtp.google.com', 587],
  ])('%s:%i is none', (host, port) => {
    expect(hostFits(host, port)).toBe('no');
  });

  it.each([
    ['outlook.office365.com', 0],
    ['imap.gmail.com', 993],
    ['aspmx.l.google.com', 25],
    ['contoso-com.mail.protection.outlook.com', 25],
    ['mail.contoso.example', 993],
    ['graph.microsoft.com', 443],
    ['outlook.live.com', 443],
  ])('of %s:%i nobody can say', (host, port) => {
    expect(hostFits(host, port)).toBe('');
  });

  it('tells a personal account by its name', () => {
    expect(isOutlookComs('smtp-mail.outlook.com')).toBe(true);
    expect(isOutlookComs('smtp.office365.com')).toBe(false);
  });
});
