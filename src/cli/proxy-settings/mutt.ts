// mutt and neomutt: lines for ~/.muttrc, reading by IMAP, sending by SMTP.

import {
  fromAddress,
  type ProxyDoors,
  passwordCommand,
  passwordNotes,
  quoted,
  type SettingsWriter,
  text,
} from './door.ts';

export const mutt: SettingsWriter = {
  client: 'mutt',
  name: 'mutt and neomutt',
  needs: ['imap'],
  write(doors) {
    return text([
      '# For ~/.muttrc or ~/.config/neomutt/neomuttrc.',
      ...passwordNotes(doors),
      `set from = ${quoted(fromAddress(doors))}`,
      'set use_envelope_from = yes',
      ...reading(doors),
      ...sending(doors),
      ...lines(doors),
    ]);
  },
};

function reading(doors: ProxyDoors): string[] {
  const { host, imap, user } = doors;
  if (!imap) return [];
  return [
    `set folder = ${quoted(`${imap.security === 'tls' ? 'imaps' : 'imap'}://${bracketed(host)}:${imap.port}/`)}`,
    'set spoolfile = "+INBOX"',
    'set postponed = "+Drafts"',
    `set imap_user = ${quoted(user)}`,
    // Backquotes run a command; what is in them is quoted by the shell's rules.
    `set imap_pass = "\`${passwordCommand(doors)}\`"`,
    'set imap_authenticators = "login"',
    'set imap_keepalive = 300',
  ];
}

function sending(doors: ProxyDoors): string[] {
  const { host, smtp, user } = doors;
  if (!smtp) return [];
  const scheme = smtp.security === 'tls' ? 'smtps' : 'smtp';
  return [
    '# Exchange files what it sends in Sent Items itself.',
    'set copy = no',
    `set smtp_url = ${quoted(`${scheme}://${encodeURIComponent(user)}@${bracketed(host)}:${smtp.port}/`)}`,
    `set smtp_pass = "\`${passwordCommand(doors)}\`"`,
    'set smtp_authenticators = "plain:login"',
  ];
}

function lines({ imap, smtp, caFile }: ProxyDoors): string[] {
  const securities = [imap, smtp].map((door) => door?.security);
  const clear = securities.includes('none');
  return [
    ...(clear ? ['# The line does not leave this machine.'] : []),
    `set ssl_starttls = ${securities.includes('starttls') ? 'yes' : 'no'}`,
    `set ssl_force_tls = ${clear ? 'no' : 'yes'}`,
    ...(caFile === undefined || clear ? [] : [`set certificate_file = ${quoted(caFile)}`]),
  ];
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
