// The challenge that Google, Dovecot and others send before they refuse a bearer token: JSON in base64 behind `+` or `334`
// (RFC 7628 section 3.2.2), or already decoded by whoever pasted it.

import { decodeOauthFailure } from '../../wire/sasl/oauthbearer.ts';
import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { worded } from './worded.ts';

const base64 = worded(/(?:^|[\s'":+])(e[yw][A-Za-z0-9+/]{16,1400}={0,2})(?![A-Za-z0-9+/=.])/);

export const challenge: Recogniser = {
  name: 'SASL challenge',
  wants: worded(/e[yw][A-Za-z0-9+/]{16}|schemes|openid-configuration/),
  *line(line): Iterable<Evidence> {
    const run = base64.exec(line.text)?.[1];
    if (run === undefined) return;
    const padded = run.padEnd(Math.ceil(run.replace(/=+$/, '').length / 4) * 4, '=');
    const read = decodeOauthFailure(padded);
    if (read) yield { kind: 'challenge', status: read.status, scope: read.scope ?? '', place: placeOf(line) };
  },
  *json(value, line): Iterable<Evidence> {
    const { status, scope, schemes } = value;
    if (typeof status !== 'string' || (schemes === undefined && !('openid-configuration' in value))) return;
    yield { kind: 'challenge', status, scope: typeof scope === 'string' ? scope : '', place: placeOf(line) };
  },
};
