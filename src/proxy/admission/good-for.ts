// What a password is good for, once it has been found right: so whoever reads the refusal may be told precisely.

import { fail } from '../../errors/error.ts';
import type { AppPasswordCandidate, PasswordProtocol } from '../../store/app-password.ts';
import { contains, type IpAddress, parseNetwork } from '../../wire/ip-network.ts';
import { mailboxesOf, whoseMailbox } from './whose-mailbox.ts';

export interface Wanted {
  readonly protocol: PasswordProtocol;
  /** The name that the client signs in with. */
  readonly user: string;
  /** Undefined where the client's address is not one of IP. */
  readonly address: IpAddress | undefined;
  readonly nowMs: number;
}

/** @returns the mailbox that the client works in @throws `app-password-not-for-this` */
export function checkGoodFor(candidate: AppPasswordCandidate, wanted: Wanted): string {
  const { protocols, networks, fromMs, untilMs } = candidate.password.limits;
  const { protocol, user, address, nowMs } = wanted;
  const { name } = candidate.password;
  const refuse = (what: string, remedy: string): Error =>
    fail('app-password-not-for-this', { name, what, remedy });
  const another = `make another password: mailgrant app-password create ${candidate.account.name} --name DEVICE`;

  if (!protocols.includes(protocol)) {
    const good = protocols.map((each) => each.toUpperCase()).join(' and ');
    throw refuse(protocol.toUpperCase(), `It is for ${good} alone. For this device ${another}`);
  }
  if (networks.length > 0 && !isFrom(networks, address)) {
    throw refuse(
      'clients at this address',
      `It is for ${networks.join(', ')} alone. For this device ${another}`,
    );
  }
  if (fromMs !== undefined && nowMs < fromMs) {
    throw refuse('today', `It begins on ${day(fromMs)}. To sign in before, ${another}`);
  }
  if (untilMs !== undefined && nowMs >= untilMs) {
    // The first moment that is too late belongs to the day after.
    throw refuse('today', `Its last day was ${day(untilMs - 1)}. To go on, ${another}`);
  }
  const mailbox = whoseMailbox(user, candidate);
  if (mailbox === undefined) {
    const [first = ''] = mailboxesOf(candidate);
    const as = first.startsWith('@') ? `an address that ends in ${first}` : first;
    throw refuse(`the mailbox ${user}`, `Sign in as ${as}. For another mailbox ${another}`);
  }
  return mailbox;
}

function isFrom(networks: readonly string[], address: IpAddress | undefined): boolean {
  if (!address) return false;
  return networks.some((text) => {
    const network = parseNetwork(text);
    return network !== undefined && contains(network, address);
  });
}

/** As the one who made the password wrote it: a day where this machine is. */
function day(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
