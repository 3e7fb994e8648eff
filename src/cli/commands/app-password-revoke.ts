// mailgrant app-password revoke, and rename: the device that has it is shut out, or called something else.

import type { Mailgrant } from '../../app/mailgrant.ts';
import type { AppPasswordRecord } from '../../store/app-password.ts';
import { type Call, type Command, optionText } from '../command.ts';

const whose = {
  flags: '--account <account>',
  about: 'whose, where several accounts have one of this name',
} as const;

export const appPasswordRevoke: Command = {
  name: 'app-password revoke',
  summary: 'Shut out the device that has this app password',
  examples: [
    { line: 'mailgrant app-password revoke "office scanner"', does: 'its sessions end within a second' },
    { line: 'mailgrant app-password revoke phone --account anna', does: 'where others have a "phone" too' },
  ],
  args: [{ name: 'password', about: 'its name or id', required: true }],
  options: [whose],
  next: 'mailgrant app-password list',
  async run(call) {
    const { mailgrant, password } = await named(call);
    const owner = await mailgrant.account(password.accountId);
    await mailgrant.store.appPasswords.revoke(password.id);
    call.streams.out(
      `"${password.name}" of ${owner.address} is revoked. A proxy that runs ends its sessions within a second.`,
    );
  },
};

export const appPasswordRename: Command = {
  name: 'app-password rename',
  summary: 'Call an app password something else',
  examples: [
    { line: 'mailgrant app-password rename phone "old phone"', does: 'the password stays as it is' },
  ],
  args: [
    { name: 'password', about: 'its name or id', required: true },
    { name: 'name', about: 'the new name', required: true },
  ],
  options: [whose],
  next: 'mailgrant app-password list',
  async run(call) {
    const { mailgrant, password } = await named(call);
    const [, name = ''] = call.args;
    await mailgrant.store.appPasswords.rename(password.id, name);
    call.streams.out(`"${password.name}" is called "${name}" now.`);
  },
};

/** The one that the first word and --account name. @throws `app-password-unknown`, `app-password-ambiguous`, `account-unknown` */
async function named(call: Call): Promise<{ mailgrant: Mailgrant; password: AppPasswordRecord }> {
  const mailgrant = await call.open();
  const ref = optionText(call, 'account');
  const account = ref === undefined ? undefined : await mailgrant.account(ref);
  const password = await mailgrant.store.appPasswords.find(call.args[0] ?? '', account?.id);
  return { mailgrant, password };
}
