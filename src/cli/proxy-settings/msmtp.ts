// msmtp: ~/.msmtprc, or /etc/msmtprc for a machine.

import { fromAddress, passwordCommand, passwordNotes, quoted, type SettingsWriter, text } from './door.ts';

export const msmtp: SettingsWriter = {
  client: 'msmtp',
  name: 'msmtp',
  needs: ['smtp'],
  write(doors) {
    const { host, smtp, user, caFile } = doors;
    if (!smtp) return '';
    const { port, security } = smtp;
    const tls =
      security === 'none'
        ? // msmtp gives no password away in the clear unless the method is named.
          ['# The line does not leave this machine.', 'tls off', 'auth plain']
        : [
            'tls on',
            `tls_starttls ${security === 'starttls' ? 'on' : 'off'}`,
            ...(caFile === undefined ? [] : [`tls_trust_file ${quoted(caFile)}`]),
            'auth on',
          ];
    return text([
      '# ~/.msmtprc, readable by you alone: chmod 600 ~/.msmtprc',
      ...passwordNotes(doors),
      'account mailgrant',
      `host ${host}`,
      `port ${port}`,
      ...tls,
      `user ${quoted(user)}`,
      `passwordeval ${quoted(passwordCommand(doors))}`,
      `from ${quoted(fromAddress(doors))}`,
      'account default : mailgrant',
    ]);
  },
};
