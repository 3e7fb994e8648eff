// What may stand in a SASL field. A control character would end the field, or the protocol's line: somebody else's
// command could hide behind it.

import { fail } from '../../errors/error.ts';

/** @throws `sasl-field-not-allowed` for an empty field or one with control characters. */
export function checkField(name: string, value: string): void {
  const problem =
    value === '' ? 'is empty' : /[\x00-\x1f\x7f]/.test(value) ? 'has a control character' : undefined;
  if (problem) throw fail('sasl-field-not-allowed', { field: name, problem });
}
