// Errors of wire/.

import type { CatalogueEntry } from '../catalogue-entry.ts';

export const wireErrors = {
  'sasl-field-not-allowed': {
    title: 'A user name, password or token cannot be sent',
    message:
      'The {field} {problem}. A control character would end the sign-in line, and what stands behind it would be read as a command.',
    next: 'Look at where the {field} comes from: a line break at its end or a quoted JSON string are the usual reasons.',
    retry: 'never',
    http: 400,
    exit: 1,
  },
} as const satisfies Record<string, CatalogueEntry>;
