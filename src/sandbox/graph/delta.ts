// The delta of one folder: first everything, then what changed since, read from the folder's numbered changes.

import type { Folder } from '../mailboxes/folder.ts';
import type { Item } from '../mailboxes/item.ts';
import { GraphError } from './error.ts';
import { itemId } from './message-json.ts';
import { readQuery, selected } from './query.ts';

export interface DeltaRequest {
  readonly url: URL;
  readonly prefer: string;
  readonly immutableIds: boolean;
  readonly json: (item: Item) => Record<string, unknown>;
}

/** @throws GraphError 410 when the state is too old or not one of ours. */
export function deltaPage(folder: Folder, request: DeltaRequest): Record<string, unknown> {
  const { url } = request;
  const query = readQuery(url);
  const asked = Number(/odata\.maxpagesize\s*=\s*(\d{1,6})/i.exec(request.prefer)?.[1] ?? query.top);
  const size = Math.min(Math.max(asked, 1), 1000);
  const skip = readState(url.searchParams.get('$skiptoken'));
  const state = readState(url.searchParams.get('$deltatoken'));
  const show = (item: Item) => selected(request.json(item), query.select);
  const link = (name: '$skiptoken' | '$deltatoken', values: readonly number[]): string => {
    const next = new URL(url);
    next.searchParams.delete('$skiptoken');
    next.searchParams.delete('$deltatoken');
    next.searchParams.set(name, Buffer.from(values.join('.')).toString('base64url'));
    return next.href;
  };
  const context = `${url.origin}/v1.0/$metadata#Collection(message)`;
  if (!state) {
    // [folder's UIDVALIDITY, sequence at the beginning, last UID shown]
    const [, began = folder.sequence, after = 0] = skip ?? [];
    const rest = folder.items.filter((item) => item.uid > after && query.matches(item));
    const page = rest.slice(0, size);
    const last = page.at(-1)?.uid ?? after;
    return {
      '@odata.context': context,
      value: page.map(show),
      ...(rest.length > page.length
        ? { '@odata.nextLink': link('$skiptoken', [folder.uidValidity, began, last]) }
        : { '@odata.deltaLink': link('$deltatoken', [folder.uidValidity, began]) }),
    };
  }
  const [validity, since = 0] = state;
  const changes = validity === folder.uidValidity ? folder.changesAfter(since) : undefined;
  if (!changes) {
    const restart = new URL(url);
    restart.searchParams.delete('$deltatoken');
    throw new GraphError(
      410,
      'syncStateNotFound',
      'The sync state generation is not found; a full synchronization is needed.',
      { Location: restart.href },
    );
  }
  const page = changes.slice(0, size);
  const latest = new Map(page.map((change) => [change.item, change]));
  const reached = page.at(-1)?.sequence ?? folder.sequence;
  return {
    '@odata.context': context,
    value: [...latest.values()].flatMap((change) => {
      if (change.item.alive) return query.matches(change.item) ? [show(change.item)] : [];
      const id = request.immutableIds ? itemId(change.item, true) : change.id;
      return [{ '@odata.type': '#microsoft.graph.message', id, '@removed': { reason: 'deleted' } }];
    }),
    ...(page.length < changes.length
      ? { '@odata.nextLink': link('$deltatoken', [folder.uidValidity, reached]) }
      : { '@odata.deltaLink': link('$deltatoken', [folder.uidValidity, reached]) }),
  };
}

function readState(token: string | null): number[] | undefined {
  if (token === null) return undefined;
  return Buffer.from(token, 'base64url').toString('latin1').split('.').map(Number);
}
