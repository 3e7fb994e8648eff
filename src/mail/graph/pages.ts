// Collections in pages (OData JSON format, section 4.5.5: nextLink). A link is followed as it is, and only to where it was
// asked first; the next page is on its way while this one is read, and no further one.

import type * as v from 'valibot';
import { fail } from '../../errors/error.ts';
import { shaped } from './answer-shapes.ts';
import { type GraphDoor, type GraphRequest, graphRequest } from './request.ts';

interface Page<T> {
  readonly value: readonly T[];
  readonly '@odata.nextLink'?: string | null | undefined;
}

/** Of one collection: 1,000 a page make more than any mailbox holds. A server that links in a circle ends here. */
const pagesMax = 100_000;

export async function* pages<T>(
  door: GraphDoor,
  shape: v.GenericSchema<unknown, Page<T>>,
  first: Omit<GraphRequest, 'method'>,
  options: {
    /** Rows that are wanted: no page is asked for ahead where these are enough. */ limit?: number;
  } = {},
): AsyncGenerator<readonly T[], void> {
  const { doing } = first;
  const ended = new AbortController();
  const signal = first.signal ? AbortSignal.any([first.signal, ended.signal]) : ended.signal;
  const ask = async (request: Omit<GraphRequest, 'method'>): Promise<Page<T>> => {
    const answer = await graphRequest(door, { ...request, method: 'GET', signal });
    return shaped(shape, answer, { door, doing });
  };
  const { query: _, ...following } = first;
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  let coming = ask(first);
  try {
    for (let number = 1; number <= pagesMax; number += 1) {
      const page = await coming;
      const next = page['@odata.nextLink'];
      left -= page.value.length;
      if (next && left > 0) {
        coming = ask({ ...following, path: next });
        // Whoever waits for the page hears of its failure; nobody may, when the reader has had enough.
        coming.catch(() => undefined);
      }
      yield page.value;
      if (!next) return;
      if (left <= 0) coming = ask({ ...following, path: next });
    }
    throw endless(door, doing);
  } finally {
    ended.abort();
  }
}

function endless(door: GraphDoor, doing: string): Error {
  const { host } = new URL(door.baseUrl);
  const problem = `it has more than ${pagesMax} pages`;
  return fail('graph-answer-not-understood', { host, doing, status: 200, problem });
}
