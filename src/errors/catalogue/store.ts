// Errors of store/.

import type { CatalogueEntry } from '../error.ts';

export const storeErrors = {} as const satisfies Record<string, CatalogueEntry>;
