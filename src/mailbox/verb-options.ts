// What every verb takes.

import type { Service } from '../base/token-source.ts';

export interface VerbOptions {
  /** Through this door and no other. Default: the best of those that the account is connected for. */
  readonly via?: Service | undefined;
  readonly signal?: AbortSignal | undefined;
}
