// Scanners, copiers, alarm systems: a panel or a web page with a few fields under "Scan to Email" or "SMTP server".

import { isLoopback } from '../../net/listen.ts';
import { fromAddress, type SettingsWriter, securityWords, table, text } from './door.ts';

export const scanner: SettingsWriter = {
  client: 'scanner',
  name: 'a scanner, copier or other device that sends',
  needs: ['smtp'],
  write(doors) {
    const { host, smtp, user, caFile } = doors;
    if (!smtp) return '';
    const lines = [
      `A device that sends, as ${user}. On its panel or web page, under "SMTP", "Email server" or "Scan to Email":`,
      '',
      ...table([
        ['SMTP server', host],
        ['Port', String(smtp.port)],
        [
          'Encryption',
          `${securityWords(smtp.security)}${smtp.security === 'none' ? '' : ', TLS 1.2 or later'}`,
        ],
        ['Authentication', 'on: LOGIN or PLAIN, also called "SMTP AUTH" or "user name and password"'],
        ['User name', user],
        ['Password', 'the app password: capitals do not matter, hyphens may be left away'],
        ['Sender address', fromAddress(doors)],
        ['POP before SMTP', 'off'],
      ]),
      '',
      'A password for this device alone, which sends and does nothing else:',
      `  mailgrant app-password create ${user} --name "office scanner" --protocols smtp --sender ${fromAddress(doors)}`,
    ];
    if (isLoopback(host)) {
      lines.push(
        '',
        `A device cannot reach ${host}, which is this machine to itself: let the proxy listen on an address of your network,`,
        'with TLS, and print these settings again.',
      );
    }
    if (caFile !== undefined) {
      lines.push(
        '',
        `Import ${caFile} as a root certificate, or switch off "verify server certificate" if it cannot.`,
      );
    }
    return text(lines);
  },
};
