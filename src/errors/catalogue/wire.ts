// Errors of wire/.

import type { CatalogueEntry } from '../error.ts';

export const wireErrors = {} as const satisfies Record<string, CatalogueEntry>;
