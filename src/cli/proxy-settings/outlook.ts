// Outlook: the classic one for Windows. The new Outlook and those of telephones sign in from Microsoft's servers, which do
// not reach a proxy on this machine.

import { fromAddress, type LineSecurity, type ProxyDoors, type SettingsWriter, table, text } from './door.ts';

export const outlook: SettingsWriter = {
  client: 'outlook',
  name: 'Outlook (classic)',
  needs: ['smtp'],
  write(doors) {
    const { imap, pop, smtp, user, caFile, host } = doors;
    const incoming = imap ?? pop;
    const lines = [
      `Outlook (classic), for ${user}`,
      '',
      'An Exchange mailbox needs no proxy in Outlook: add it as a Microsoft 365 account if you can. For IMAP or POP:',
      'Control Panel, Mail, Show Profiles, Properties, Email Accounts, New, "Manual setup", "POP or IMAP". Type',
      ...table([
        ['Email Address', fromAddress(doors)],
        ['Account Type', imap ? 'IMAP' : 'POP3'],
        ['Incoming mail server', host],
        ['Outgoing mail server (SMTP)', host],
        ['User Name', user],
        ['Password', 'the app password'],
        ['Require logon using SPA', 'off'],
      ]),
      'then "More Settings", Outgoing Server: "My outgoing server (SMTP) requires authentication", same settings; Advanced:',
      ...table([...advanced('Incoming server', incoming), ...advanced('Outgoing server', smtp)]),
      '',
      'The new Outlook and Outlook for telephones sign in from the servers of Microsoft and cannot reach a proxy here.',
    ];
    if (caFile !== undefined) {
      lines.push(
        `Certificate: copy ${caFile} to this computer, open it, "Install Certificate", "Trusted Root Certification Authorities".`,
      );
    }
    return text(lines);
  },
};

function advanced(label: string, door: ProxyDoors['imap']): Array<readonly [string, string]> {
  if (!door) return [];
  return [
    [`${label}, port`, String(door.port)],
    [`${label}, encryption`, words(door.security)],
  ];
}

function words(security: LineSecurity): string {
  return { tls: 'SSL/TLS', starttls: 'STARTTLS', none: 'None' }[security];
}
