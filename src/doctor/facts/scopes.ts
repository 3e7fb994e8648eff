// What may be known of the scopes that were asked for.

import type { FactSheet } from './fact-sheet.ts';

export const scopesFacts = {
  'scopes.resources': {
    values: ['none', 'exchange', 'graph', 'both', 'other'],
    question: {
      en: 'Which scopes were asked for? Give `--scopes "..."`.',
      ja: 'どのスコープを要求しましたか。`--scopes "..."` を指定してください。',
    },
  },
  /** IMAP.AccessAsUser.All and its like written without the resource. */
  'scopes.bare-mail': {
    values: ['yes', 'no'],
    question: {
      en: 'Were the mail scopes written with https://outlook.office.com/ before them? Give `--scopes "..."`.',
      ja: 'メールのスコープの前に https://outlook.office.com/ を付けましたか。`--scopes "..."` を指定してください。',
    },
  },
  /** 'offline_access' as it must be, with a resource before it, or not at all. */
  'scopes.offline': {
    values: ['yes', 'prefixed', 'no'],
    question: {
      en: 'Was offline_access among the scopes? Give `--scopes "..."`.',
      ja: 'スコープに offline_access は含まれていましたか。`--scopes "..."` を指定してください。',
    },
  },
  'scopes.office365-prefix': {
    values: ['yes', 'no'],
    question: {
      en: 'Were the scopes written with outlook.office365.com instead of outlook.office.com?',
      ja: 'スコープの接頭辞は outlook.office.com ではなく outlook.office365.com でしたか。',
    },
  },
  /** IMAP, POP or SMTP permissions, whichever resource they were asked of. */
  'scopes.mail': {
    values: ['yes', 'no'],
    question: {
      en: 'Are permissions for IMAP, POP or SMTP among the scopes? Give `--scopes "..."`.',
      ja: 'スコープに IMAP、POP、SMTP のアクセス許可は含まれていますか。`--scopes "..."` を指定してください。',
    },
  },
  'scopes.default': {
    values: ['yes', 'no'],
    question: {
      en: 'Is one of the scopes `.default`? Give `--scopes "..."`.',
      ja: 'スコープに `.default` は含まれていますか。`--scopes "..."` を指定してください。',
    },
  },
} as const satisfies Record<string, FactSheet>;
