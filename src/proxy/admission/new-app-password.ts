// Making one: the password, which is shown to whoever asked and kept nowhere, and what is kept of it. Everything that the
// limits say is looked at here, so that a typing error is met by the one who makes it and not by a scanner at night.

import type { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import {
  type AppPasswordLimits,
  type AppPasswordRecord,
  passwordProtocols,
} from '../../store/app-password.ts';
import type { AccountRecord, Store } from '../../store/store.ts';
import { parseNetwork } from '../../wire/ip-network.ts';
import { newPasswordText, plainPassword } from './password-text.ts';
import { hashPassword, newHashSettings, parseVerifier, settingsText, verifierText } from './verifier.ts';

export interface AppPasswordWish {
  readonly account: AccountRecord;
  readonly name: string;
  /** What is left away limits nothing. */
  readonly limits: Partial<AppPasswordLimits>;
}

/** Devices with one network each are the rule; a list that nobody can read is a mistake. */
const listMax = 100;

/** @throws `app-password-limit-invalid`, `app-password-name-invalid`, `app-password-name-taken`, `account-unknown` */
export async function newAppPassword(
  store: Pick<Store, 'appPasswords'>,
  { account, name, limits }: AppPasswordWish,
): Promise<{ password: Secret; record: AppPasswordRecord }> {
  const checked = checkedLimits(limits, account);
  const password = newPasswordText();
  const settings = await settingsFor(store, account);
  const hash = await hashPassword(plainPassword(password) ?? '', settings);
  const verifier = verifierText({ settings, hash });
  const record = await store.appPasswords.add({ accountId: account.id, name, verifier, limits: checked });
  return { password, record };
}

/** The account's passwords share a salt, so that a sign-in computes one hash whatever their number. */
async function settingsFor({ appPasswords }: Pick<Store, 'appPasswords'>, account: AccountRecord) {
  const fresh = newHashSettings();
  const cost = settingsText({ ...fresh, salt: Buffer.alloc(0) });
  for (const { verifier, revokedAtMs } of await appPasswords.list(account.id)) {
    const { settings } = parseVerifier(verifier);
    const sameCost = settingsText({ ...settings, salt: Buffer.alloc(0) }) === cost;
    if (revokedAtMs === undefined && sameCost) return settings;
  }
  return fresh;
}

function checkedLimits(limits: Partial<AppPasswordLimits>, account: AccountRecord): AppPasswordLimits {
  const { protocols = passwordProtocols, mailboxes = [], aliases = [], senders = [], networks = [] } = limits;
  const { fromMs, untilMs } = limits;
  const lists = { mailbox: mailboxes, alias: aliases, sender: senders, network: networks };
  for (const [limit, list] of Object.entries(lists)) {
    if (list.length > listMax) throw invalid(limit, list[listMax] ?? '', `more than ${listMax} of them`);
  }
  if (protocols.length === 0) throw invalid('protocols', '', 'none is named');
  for (const mailbox of mailboxes) {
    if (mailbox.startsWith('@') && account.kind !== 'app') {
      const problem = `all mailboxes of a domain can be opened by an app of its own alone, and ${account.name} was connected by a person`;
      throw invalid('mailbox', mailbox, problem);
    }
    checkAddress('mailbox', mailbox, true);
  }
  for (const alias of aliases) checkAddress('alias', alias, false);
  for (const sender of senders) checkAddress('sender', sender, true);
  for (const network of networks) {
    if (parseNetwork(network)) continue;
    const problem = 'it is neither an address nor a network like 192.168.0.0/24 or 2001:db8::/32';
    throw invalid('network', network, problem);
  }
  if (fromMs !== undefined && untilMs !== undefined && untilMs <= fromMs) {
    throw invalid('until', new Date(untilMs).toISOString().slice(0, 10), 'it is over before it begins');
  }
  return { protocols: [...new Set(protocols)], mailboxes, aliases, senders, networks, fromMs, untilMs };
}

/** As RFC 5321 has them, without the quoted form that no mailbox of Exchange has. */
function checkAddress(limit: string, value: string, domainWill: boolean): void {
  const domainOnly = value.startsWith('@');
  const address = /^[^\s@<>"\p{Cc}]{1,64}@[^\s@<>"\p{Cc}]+$/u.test(value);
  if (value.length <= 254 && (address || (domainWill && domainOnly && /^@[^\s@<>"\p{Cc}]+$/u.test(value))))
    return;
  const forms = domainWill ? 'neither an address nor a domain like @contoso.com' : 'not an address';
  throw invalid(limit, value, `it is ${forms}`);
}

function invalid(limit: string, value: string, problem: string): Error {
  return fail('app-password-limit-invalid', { limit: `--${limit}`, value, problem });
}
