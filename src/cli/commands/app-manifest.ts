// mailgrant app manifest: what the registration must list, exactly as the portal's manifest editor takes it.

import { type Service, services } from '../../base/token-source.ts';
import { requiredResourceAccess } from '../../identity/microsoft/required-resource-access.ts';
import { type Command, optionText } from '../command.ts';
import { serviceList } from './login.ts';

export const appManifest: Command = {
  name: 'app manifest',
  summary: 'Print the requiredResourceAccess JSON for the registration',
  examples: [
    { line: 'mailgrant app manifest', does: 'delegated: people sign in' },
    {
      line: 'mailgrant app manifest --app-only --for imap,pop',
      does: 'application permissions: nobody signs in',
    },
  ],
  options: [
    { flags: '--for <services>', about: `any of ${services.join(',')}`, default: services.join(',') },
    { flags: '--permission <names>', about: 'further Graph permissions, for example Mail.Send' },
    { flags: '--app-only', about: 'application permissions on Office 365 Exchange Online' },
  ],
  async run(call) {
    const wished: Service[] = serviceList(optionText(call, 'for') ?? '', 'mailgrant app manifest --help');
    const permissions = (optionText(call, 'permission') ?? '').split(',').filter((name) => name !== '');
    const kind = call.options['appOnly'] === true ? 'app' : 'delegated';
    const { json, notes } = requiredResourceAccess({ services: wished, permissions }, kind);
    call.streams.out(JSON.stringify(json, null, 2));
    for (const note of notes) call.streams.err(note);
  },
};
