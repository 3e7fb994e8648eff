// Errors of net/.

import type { CatalogueEntry } from '../error.ts';

export const netErrors = {} as const satisfies Record<string, CatalogueEntry>;
