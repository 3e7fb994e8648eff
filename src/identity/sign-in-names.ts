// By which name a mailbox is opened beside a token (`user=` of XOAUTH2). People have a sign-in name (userPrincipalName), a
// primary address and aliases, and the three need not be alike. Exchange wants the primary address; whether it takes the
// sign-in name as well is told both ways, so that is the second try. An alias opens nothing. docs/adr/0123
//
// Pure. Knows neither servers nor what became of a try.

export type MailService = 'imap' | 'pop' | 'smtp';

/** As much of an account as its names depend on. */
export interface NamedAccount {
  readonly kind: 'delegated' | 'app';
  readonly personal: boolean;
  /** The mailbox that was connected: the person's own, or a shared one. */
  readonly address: string;
  readonly username: string | undefined;
  /** The person's own primary address, where the profile told it. */
  readonly primaryAddress: string | undefined;
  /** Her other addresses, where the profile told them. */
  readonly aliases: readonly string[];
  /** What a server took, where there was a choice. */
  readonly signInNames: Readonly<Partial<Record<MailService, string>>>;
}

/**
 * The name to sign in with, and as a rule no more; behind it the one to try where the server refuses it.
 *
 * @param mailbox - another one than the account's: shared, or of an app that may open many
 */
export function signInNames(
  account: NamedAccount,
  service: MailService,
  mailbox = account.address,
): readonly [string, ...string[]] {
  const { kind, address } = account;
  if (kind === 'app') return [mailbox];
  // IMAP and POP open the mailbox that is named: another name of the person would open another mailbox.
  const isHers = sameName(mailbox, address) ? isOwn(account) : isNameOf(account, mailbox);
  if (service !== 'smtp' && !isHers) return [mailbox];
  const [first, second] = ofPerson(account, isHers ? mailbox : undefined);
  if (second === undefined) return [first];
  const took = account.signInNames[service];
  return took !== undefined && sameName(took, second) ? [second, first] : [first, second];
}

/** Whether the account is the mailbox of the person who consented, as far as anything tells. */
export function isOwn(account: NamedAccount): boolean {
  const { kind, address, username, primaryAddress, personal } = account;
  if (kind === 'app') return true;
  if (primaryAddress !== undefined) return personal || isNameOf(account, address);
  // Of an account whose profile nobody could read: the same name at another domain is the same mailbox.
  if (personal || !username?.includes('@')) return true;
  return sameName(localPart(username), localPart(address));
}

/** Whether it is one of the person's names that are known: sign-in name, primary address, alias. */
export function isNameOf(account: NamedAccount, name: string): boolean {
  const { username, primaryAddress, aliases } = account;
  return [username ?? '', primaryAddress ?? '', ...aliases].some((one) => sameName(one, name));
}

/** The sign-in name, where it is known that no mail comes from it: the mailbox is another name's, and told all its names. */
export function nameThatIsNoAddress(account: NamedAccount): string | undefined {
  const { username, primaryAddress, aliases } = account;
  if (username === undefined || primaryAddress === undefined || !isOwn(account)) return undefined;
  return [primaryAddress, ...aliases].some((one) => sameName(one, username)) ? undefined : username;
}

/** Whether the account is called by a name that a server may not know: an alias, or the sign-in name. */
export function isByOtherName(account: NamedAccount): boolean {
  const { kind, personal, address, primaryAddress } = account;
  if (kind === 'app' || personal || primaryAddress === undefined) return false;
  return isNameOf(account, address) && !sameName(address, primaryAddress);
}

/** @param mailbox - hers, by the name that was asked for; undefined where what is opened is somebody else's */
function ofPerson(
  { personal, address, username, primaryAddress }: NamedAccount,
  mailbox: string | undefined,
): readonly [string, string | undefined] {
  const upn = username?.includes('@') && !username.includes('#EXT#') ? username : undefined;
  // What the profile of a personal account calls its address may be foreign; the person's own word goes before it.
  const wanted = mailbox ?? upn ?? address;
  const first = personal ? (mailbox ?? address) : (primaryAddress ?? wanted);
  const others = [upn, personal ? primaryAddress : undefined, mailbox === undefined ? address : undefined];
  return [first, others.find((name) => name !== undefined && !sameName(name, first))];
}

function localPart(address: string): string {
  return address.slice(0, address.lastIndexOf('@'));
}

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
