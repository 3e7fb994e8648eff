// Guides that somebody followed, by their addresses: each shows one way of signing in, and who links it has taken that way.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { worded } from './worded.ts';

/** By a part of the address that names the way: Microsoft's pages, and those of MailKit. */
const guides = [
  [
    'token.actor',
    'app',
    worded(/#authenticating-a-web-service|[/#][\w-]{0,60}client-cred(?:ential)?s?-(?:grant-)?flow/i),
  ],
  ['flow', 'device', worded(/[/#](?:[\w-]{1,60}-)?device-code(?:-flow)?(?=[#?)\s>"'.]|$)/i)],
  ['flow', 'password', worded(/[/#][\w-]{0,60}(?:oauth-ropc|username-password)\b/i)],
  ['flow', 'implicit', worded(/[/#][\w-]{0,60}implicit-grant-flow\b/i)],
] as const;

export const followedGuide: Recogniser = {
  name: 'address of a guide',
  wants: worded(/https?:\/\/[^\s]{0,200}(?:-flow|-ropc|-code|-password|web-service)/i),
  *line(line): Iterable<Evidence> {
    for (const [address] of line.text.slice(0, 4_096).matchAll(/https?:\/\/[^\s<>"')\]]{10,400}/g))
      for (const [fact, value, way] of guides)
        if (way.test(address)) yield { kind: 'told', fact, value, place: placeOf(line) };
  },
};
