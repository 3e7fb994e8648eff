// An AbortSignal for work that is done in many places at once: as many listeners as there are folders or requests
// are none too many there, and Node.js would warn of a leak on standard error at the eleventh.

import { setMaxListeners } from 'node:events';

/** Aborted when `signal` is, and as quiet with a thousand listeners as with one. The caller's own is left as it is. */
export function heardByMany(signal: AbortSignal): AbortSignal;
export function heardByMany(signal: AbortSignal | undefined): AbortSignal | undefined;
export function heardByMany(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (!signal) return undefined;
  const own = AbortSignal.any([signal]);
  setMaxListeners(0, own);
  return own;
}
