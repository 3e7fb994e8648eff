// What to type where: the clients that settings are known for, by name.

import { fail } from '../../errors/error.ts';
import type { ProxyDoors, SettingsWriter } from './door.ts';
import { mbsync } from './mbsync.ts';
import { msmtp } from './msmtp.ts';
import { mutt } from './mutt.ts';
import { outlook } from './outlook.ts';
import { postfix } from './postfix.ts';
import { scanner } from './scanner.ts';
import { thunderbird } from './thunderbird.ts';

export const settingsWriters: readonly SettingsWriter[] = [
  thunderbird,
  mutt,
  msmtp,
  mbsync,
  postfix,
  outlook,
  scanner,
];

export const settingsClients: readonly string[] = settingsWriters.map(({ client }) => client);

/** @throws `usage` for a client that is not known, or one that needs a door which the proxy has not */
export function clientSettings(client: string, doors: ProxyDoors): string {
  const help = 'mailgrant proxy --help';
  const writer = settingsWriters.find((known) => known.client === client.toLowerCase());
  if (!writer) {
    const problem = `--print-settings knows ${settingsClients.join(', ')}, and not "${client}"`;
    throw fail('usage', { problem, help });
  }
  const missing = writer.needs.filter((protocol) => doors[protocol] === undefined);
  if (missing.length > 0) {
    const problem = `${writer.name} needs ${missing.join(' and ').toUpperCase()}, for which the proxy does not listen`;
    throw fail('usage', { problem, help });
  }
  return writer.write(doors);
}
