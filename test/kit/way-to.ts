// The way to a server of a test, which shows a certificate of an authority that nobody else knows.

import { systemClock } from '../../src/base/clock.ts';
import { Dialer } from '../../src/net/dial.ts';

export function wayTo(ca?: string): Dialer {
  return new Dialer({ clock: systemClock(), ca });
}
