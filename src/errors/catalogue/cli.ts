// Errors of cli/ and config/.

import type { CatalogueEntry } from '../error.ts';

export const cliErrors = {
  usage: {
    title: 'The command line is not understood',
    message: '{problem}',
    next: 'Run: {help}',
    retry: 'never',
    http: 400,
    exit: 2,
  },
} as const satisfies Record<string, CatalogueEntry>;
