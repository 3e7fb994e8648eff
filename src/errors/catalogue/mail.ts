// Errors of mail/.

import type { CatalogueEntry } from '../error.ts';

export const mailErrors = {} as const satisfies Record<string, CatalogueEntry>;
