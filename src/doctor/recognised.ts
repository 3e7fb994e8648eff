// Was there anything to explain? A server that is named, a command that was sent and a sign-in that passed are found in any
// log and any prose; they help to explain what else is there, and are no case by themselves.

import type { Evidence } from './evidence.ts';
import type { Diagnosis } from './reason.ts';
import { isRefusal } from './settle.ts';

export function isRecognised({ causes, evidence }: Diagnosis): boolean {
  return causes.length > 0 || evidence.some(isWeighty);
}

function isWeighty(one: Evidence): boolean {
  if (one.kind === 'reply') return isRefusal(one);
  return !['host', 'sign-in', 'user', 'told', 'complaint', 'prose'].includes(one.kind);
}
