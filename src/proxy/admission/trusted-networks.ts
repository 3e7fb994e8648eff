// Networks whose clients may send without a sign-in, because they cannot: a scanner of 2009, a machine on a shop floor. Off
// unless somebody writes it down, and for SMTP alone. Each network stands for one account.

import { fail } from '../../errors/error.ts';
import { contains, type IpAddress, type IpNetwork, parseNetwork } from '../../wire/ip-network.ts';

export interface TrustedNetwork {
  /** `192.168.7.0/24`, or one address. */
  readonly network: string;
  /** Whose mailbox sends: an id, a short name or an address. */
  readonly account: string;
  /** What may stand in MAIL FROM; left away: whatever the server allows. */
  readonly senders?: readonly string[] | undefined;
}

export class TrustedNetworks {
  readonly #networks: ReadonlyArray<TrustedNetwork & { readonly parsed: IpNetwork }>;

  /** @throws `app-password-limit-invalid` */
  constructor(networks: readonly TrustedNetwork[]) {
    this.#networks = networks
      .map((trusted) => ({ ...trusted, parsed: networkOf(trusted.network) }))
      // The narrowest first: a machine may stand for another account than the network around it.
      .sort((a, b) => b.parsed.prefixBits - a.parsed.prefixBits);
  }

  find(address: IpAddress): TrustedNetwork | undefined {
    return this.#networks.find(({ parsed }) => contains(parsed, address));
  }
}

function networkOf(text: string): IpNetwork {
  const parsed = parseNetwork(text);
  if (parsed) return parsed;
  throw fail('app-password-limit-invalid', {
    limit: 'network',
    value: text,
    problem: 'it is neither an address nor a network like 192.168.0.0/24 or 2001:db8::/32',
  });
}
