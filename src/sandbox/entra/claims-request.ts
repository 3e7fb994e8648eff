// The `claims` parameter (OpenID Connect Core 1.0, 5.5), as far as Entra uses it: a client says that it can deal with
// claims challenges ("cp1"), and hands back the challenge that a resource or /token has given it.

import { refuse } from './refusal.ts';

export interface ClaimsRequest {
  /** Continuous access evaluation: the client understands a 401 with claims. */
  readonly cp1: boolean;
  /** Authentication contexts that are demanded: each wants a second factor here. */
  readonly contexts: readonly string[];
}

export const noClaims: ClaimsRequest = { cp1: false, contexts: [] };

/** @throws EntraRefusal 90100 for what is no JSON object. */
export function readClaims(raw: string | undefined): ClaimsRequest {
  if (raw === undefined || raw === '') return noClaims;
  const wanted = fieldsOf(fieldsOf(parsed(raw))['access_token']);
  return {
    cp1: valuesOf(wanted['xms_cc']).some((value) => value.toLowerCase() === 'cp1'),
    contexts: valuesOf(wanted['acrs']),
  };
}

function parsed(raw: string): unknown {
  try {
    const value: unknown = JSON.parse(raw);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refuse(90100, { parameter: 'claims' });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** `{ value: 'x' }` and `{ values: ['x'] }`. */
function valuesOf(request: unknown): string[] {
  const { value, values } = fieldsOf(request);
  return [value, ...(Array.isArray(values) ? values : [])].filter((one) => typeof one === 'string');
}
