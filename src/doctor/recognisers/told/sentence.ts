import type { FactName, FactValue } from '../../facts.ts';

/** A sentence, in whichever language, and the fact of facts.ts that it tells. */
export type Told = { readonly [F in FactName]: readonly [F, FactValue<F>, RegExp] }[FactName];
