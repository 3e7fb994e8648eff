// Mozilla Thunderbird: what to type into "Set Up Your Existing Email Address", "Configure manually".

import {
  fromAddress,
  type LineSecurity,
  type ProxyDoors,
  type SettingsWriter,
  securityWords,
  table,
  text,
} from './door.ts';

export const thunderbird: SettingsWriter = {
  client: 'thunderbird',
  name: 'Mozilla Thunderbird',
  needs: ['smtp'],
  write(doors) {
    const { host, imap, pop, smtp, user, caFile } = doors;
    const incoming = imap ?? pop;
    const lines = [
      'In Thunderbird: menu, New, Existing Mail Account. Enter',
      ...table([
        ['Email address', fromAddress(doors)],
        ['Password', 'the app password'],
      ]),
      'then "Configure manually", and type',
    ];
    if (incoming) {
      lines.push('', 'Incoming server', ...server(doors, imap ? 'IMAP' : 'POP3', incoming));
    }
    if (smtp) lines.push('', 'Outgoing server', ...server(doors, 'SMTP', smtp));
    lines.push(
      '',
      'then "Re-test" and "Done". Where it offers OAuth2, choose the method above: the proxy does that part.',
      'Copies & Folders: "Place a copy in" off. Exchange files what it sends in Sent Items itself.',
    );
    if (caFile !== undefined) {
      lines.push(
        `Certificate: Settings, Privacy & Security, Certificates, Manage Certificates, Authorities, Import: ${caFile}`,
      );
    }
    if (incoming?.security === 'none' || smtp?.security === 'none') {
      lines.push(
        `It warns that ${host} does not use encryption: the line does not leave this machine. "I understand the risks".`,
      );
    }
    return text([`Thunderbird, for ${user}`, '', ...lines]);
  },
};

function server(
  { host, user }: ProxyDoors,
  protocol: string,
  { port, security }: { port: number; security: LineSecurity },
): string[] {
  return table([
    ['Protocol', protocol],
    ['Hostname', host],
    ['Port', String(port)],
    ['Connection security', securityWords(security)],
    ['Authentication method', security === 'none' ? 'Password, transmitted insecurely' : 'Normal password'],
    ['Username', user],
  ]);
}
