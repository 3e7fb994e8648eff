// The certificate that a new connection is shown: the right one, or while a fault says so one that has expired, that is
// another server's, or that nobody vouches for. Each is made when it is first wanted.

import { type Authority, selfSignedServer } from '../../net/certificate.ts';
import type { TlsIdentity } from '../../net/listen.ts';
import type { Faults } from './faults.ts';
import type { CertificateKind, MailPlace } from './plan.ts';

/** `where`: the services that the listener stands for. */
export type Certificates = (
  ...where: Array<'entra' | 'graph' | MailPlace>
) => TlsIdentity | Promise<TlsIdentity>;

export function certificates(options: {
  authority: Authority;
  right: TlsIdentity;
  names: readonly string[];
  nowMs: number;
  faults: Faults;
}): Certificates {
  const { authority, right, names, nowMs, faults } = options;
  const made = new Map<CertificateKind, Promise<TlsIdentity>>();
  const make = (kind: CertificateKind): Promise<TlsIdentity> => {
    switch (kind) {
      case 'expired-certificate':
        return authority.issue(names, { expiredDaysAgo: 2 });
      case 'wrong-name-certificate':
        return authority.issue(['another-server.example']);
      case 'self-signed-certificate':
        return selfSignedServer({ names, nowMs });
    }
  };
  return (...where) => {
    const kind = faults.takeCertificate(...where);
    if (!kind) return right;
    const identity = made.get(kind) ?? make(kind);
    made.set(kind, identity);
    return identity;
  };
}
