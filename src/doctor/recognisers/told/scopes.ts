// Sentences that tell a fact. What was asked for (facts/scopes.ts).

import { anyOf } from '../any-of.ts';
import type { Told } from './sentence.ts';

export const ofScopes: readonly Told[] = [
  // As the page of permissions lists them.
  [
    'scopes.resources',
    'graph',
    /\bGraph\b(?: ?の|에서| 的)?["'`:：\s>/(（-]{1,8}(?:Mail|MailboxSettings)\.(?:Send|Read)/i,
  ],
  ['scopes.offline', 'prefixed', /https?:\/\/[\w.-]{3,60}\/{1,2}offline_access\b/i],
  [
    'scopes.offline',
    'yes',
    anyOf(
      /\boffline_access\b.{0,30}\b(?:is|was|are|were) (?:\w+ )?(?:asked|requested|included|granted|consented|in the|among|present|there|added)\b/i,
      /\b(?:asked|requested|included?|with|added|have|consented to)\b.{0,20}\boffline_access\b(?! ?(?:missing|is missing|only at))/i,
      /\boffline_access\b.{0,30}(?:dabei|enthalten|bewilligt|angefordert)/i,
      /offline_access ?(?:は|も|を)(?:含|要求|指定|付け)/i,
    ),
  ],
];
