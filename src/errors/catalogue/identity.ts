// Errors of identity/.

import type { CatalogueEntry } from '../error.ts';

export const identityErrors = {} as const satisfies Record<string, CatalogueEntry>;
