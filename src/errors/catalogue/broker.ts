// Errors of broker/.

import type { CatalogueEntry } from '../error.ts';

export const brokerErrors = {} as const satisfies Record<string, CatalogueEntry>;
