// What Graph's message resource does not have and Exchange knows: its size, and whether it was answered or forwarded. Both
// are properties of MAPI (MS-OXPROPS: PidTagMessageSize, PidTagLastVerbExecuted) that Graph hands out where it is asked
// for them (documentation, "Get singleValueLegacyExtendedProperty"). A server that refuses is not asked again.

import * as v from 'valibot';
import { isMailgrantError } from '../../errors/error.ts';
import type { GraphDoor } from './exchange.ts';

const sizeTag = 0x0e08;
export const lastVerbTag = 0x1081;
/** MS-OXOMSG section 2.2.1.4: replied to the sender, to all, forwarded. */
export const verbs = { reply: 102, replyAll: 103, forward: 104 } as const;

export const extrasExpand = `singleValueExtendedProperties($filter=id eq '${idOf(sizeTag)}' or id eq '${idOf(lastVerbTag)}')`;

export const extrasShape = v.nullish(v.array(v.object({ id: v.string(), value: v.nullish(v.string()) })));

export interface Extras {
  readonly bytes: number | undefined;
  readonly isAnswered: boolean | undefined;
  readonly isForwarded: boolean | undefined;
}

export const noExtras: Extras = { bytes: undefined, isAnswered: undefined, isForwarded: undefined };

/** Every message has a size: where that is not told, a missing verb says nothing. */
export function extrasOf(told: v.InferOutput<typeof extrasShape>): Extras {
  const values = new Map((told ?? []).map(({ id, value }) => [tagOf(id), Number(value)]));
  const bytes = values.get(sizeTag);
  const verb = values.get(lastVerbTag);
  if (bytes === undefined && verb === undefined) return noExtras;
  return {
    bytes: Number.isSafeInteger(bytes) ? bytes : undefined,
    isAnswered: verb === verbs.reply || verb === verbs.replyAll,
    isForwarded: verb === verbs.forward,
  };
}

export function idOf(tag: number): string {
  return `Integer 0x${tag.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Graph writes the tags back in a form of its own: "Integer 0xe08". */
function tagOf(id: string): number {
  return Number.parseInt(/^Integer 0x([0-9a-f]{1,8})$/i.exec(id.trim())?.[1] ?? '', 16);
}

/** Runs `ask` with the extras; without, where the server will not have them. */
export async function* withExtras<T>(
  door: Pick<GraphDoor, 'extras' | 'log' | 'account'>,
  ask: (expand: { readonly $expand?: string }) => AsyncIterable<T>,
): AsyncGenerator<T, void> {
  const { extras } = door;
  if (!extras || extras.refused) return yield* ask({});
  let any = false;
  try {
    for await (const one of ask({ $expand: extrasExpand })) {
      any = true;
      yield one;
    }
  } catch (error) {
    if (any || !isMailgrantError(error) || !isRefusal(error)) throw error;
    // Only when it goes without them, they were the reason.
    for await (const one of ask({})) {
      if (!extras.refused)
        door.log?.info('graph.extras-refused', { account: door.account, code: error.code });
      extras.refused = true;
      yield one;
    }
  }
}

function isRefusal({ code, details }: { code: string; details: Readonly<Record<string, unknown>> }): boolean {
  // Mail.ReadBasic does not show extended properties (permissions reference).
  if (code === 'graph-access-denied') return true;
  return (code === 'graph-refused' && details['status'] === 400) || details['status'] === 501;
}
