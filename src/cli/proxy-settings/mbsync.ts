// mbsync (isync): ~/.mbsyncrc, the whole mailbox into a Maildir.

import { passwordCommand, passwordNotes, quoted, type SettingsWriter, text } from './door.ts';

export const mbsync: SettingsWriter = {
  client: 'mbsync',
  name: 'mbsync (isync)',
  needs: ['imap'],
  write(doors) {
    const { host, imap, user, caFile } = doors;
    if (!imap) return '';
    const type = { tls: 'IMAPS', starttls: 'STARTTLS', none: 'None' }[imap.security];
    return text([
      '# ~/.mbsyncrc; then: mkdir -p ~/Mail && mbsync -a',
      ...passwordNotes(doors),
      'IMAPAccount mailgrant',
      `Host ${host}`,
      `Port ${imap.port}`,
      `User ${quoted(user)}`,
      `PassCmd ${quoted(passwordCommand(doors))}`,
      'AuthMechs LOGIN',
      '# isync 1.5 calls it TLSType, and takes this name as well.',
      `SSLType ${type}`,
      ...(caFile === undefined || type === 'None' ? [] : [`CertificateFile ${quoted(caFile)}`]),
      '# Exchange answers slowly when it is asked for much at once.',
      'Timeout 120',
      'PipelineDepth 20',
      '',
      'IMAPStore far',
      'Account mailgrant',
      '',
      'MaildirStore near',
      'Path ~/Mail/',
      'Inbox ~/Mail/INBOX',
      'SubFolders Verbatim',
      '',
      'Channel mailgrant',
      'Far :far:',
      'Near :near:',
      '# Not mail: Exchange shows them by IMAP all the same.',
      'Patterns * !Calendar !Calendar/* !Contacts !Contacts/* !Tasks !Tasks/* !Notes !Journal',
      'Create Near',
      'SyncState *',
    ]);
  },
};
