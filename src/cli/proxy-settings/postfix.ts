// Postfix: everything that this machine sends goes to the proxy (relayhost).

import { type SettingsWriter, text } from './door.ts';

export const postfix: SettingsWriter = {
  client: 'postfix',
  name: 'Postfix',
  needs: ['smtp'],
  write({ host, smtp, user, caFile }) {
    if (!smtp) return '';
    const { port, security } = smtp;
    const next = `[${host}]:${port}`;
    const isAddress = /^[\d.]+$|:/.test(host);
    const tls =
      security === 'none'
        ? ['# The line does not leave this machine.', 'smtp_tls_security_level = none']
        : [
            `smtp_tls_wrappermode = ${security === 'tls' ? 'yes' : 'no'}`,
            // Postfix compares names in certificates, no addresses (smtp_tls_verify_cert_match).
            `smtp_tls_security_level = ${caFile === undefined || isAddress ? 'encrypt' : 'verify'}`,
            ...(caFile === undefined ? [] : [`smtp_tls_CAfile = ${caFile}`]),
          ];
    return text([
      '# For /etc/postfix/main.cf. On Debian the login methods are a package: apt install libsasl2-modules',
      '# The app password goes into a file of its own, as root:',
      `#   mailgrant app-password create ${user} --name postfix --protocols smtp`,
      `#   umask 077; echo '${next} ${user}:PASSWORD' > /etc/postfix/sasl_passwd`,
      '#   postfix reload',
      `relayhost = ${next}`,
      // By itself Postfix asks the DNS and nobody else, and a name of the office may be in no DNS.
      ...(isAddress ? [] : ['# Names in /etc/hosts are found, too.', 'smtp_host_lookup = native']),
      'smtp_sasl_auth_enable = yes',
      'smtp_sasl_password_maps = texthash:/etc/postfix/sasl_passwd',
      'smtp_sasl_security_options = noanonymous',
      'smtp_sasl_tls_security_options = noanonymous',
      'smtp_sasl_mechanism_filter = plain, login',
      ...tls,
      '# Exchange takes three messages at a time from one mailbox, thirty a minute.',
      'smtp_destination_concurrency_limit = 3',
    ]);
  },
};
