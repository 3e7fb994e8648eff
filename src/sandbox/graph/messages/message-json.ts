// A message as Graph's JSON: all of its properties, or those that $select names, and what $expand adds.

import type { Item } from '../../mailboxes/item.ts';
import { part, type Selection } from '../odata/select.ts';
import { attachmentJson, attachmentsOf } from './attachments.ts';
import { extendedProperties } from './extended-properties.ts';
import {
  beyondBasic,
  etag,
  isMessageProperty,
  messageProperties,
  onRequest,
  readProperty,
  type View,
} from './properties.ts';

export interface Shown extends View {
  readonly select?: Selection | undefined;
  readonly attachments?: { readonly select: Selection | undefined } | undefined;
  /** Ids of the extended properties that were asked for. */
  readonly extended?: readonly string[] | undefined;
}

export function messageJson(item: Item, view: Shown): Record<string, unknown> {
  const { select } = view;
  const json: Record<string, unknown> = { '@odata.etag': etag(item) };
  for (const name of messageProperties) {
    if (view.basicOnly && beyondBasic.has(name)) continue;
    const wanted = name === 'id' || (select ? select.has(name) : !onRequest.has(name));
    if (wanted) json[name] = part(readProperty(item, name, view), select?.get(name));
  }
  if (view.attachments && !view.basicOnly) {
    const { select: columns } = view.attachments;
    json['attachments'] = attachmentsOf(item).map((attachment) =>
      selected(attachmentJson(item, attachment, view.immutableIds), columns),
    );
  }
  const extended = extendedProperties(item, view.extended ?? []);
  if (extended.length > 0) json['singleValueExtendedProperties'] = extended;
  return json;
}

/** A row for filters and orders; undefined for what a message does not have. */
export function messageRow(item: Item, view: View): (name: string) => unknown {
  return (name) => (isMessageProperty(name) ? readProperty(item, name, view) : null);
}

/** Only the wanted properties; annotations and the id are always there. */
export function selected(
  json: Record<string, unknown>,
  select: Selection | undefined,
): Record<string, unknown> {
  if (!select) return json;
  const entries = Object.entries(json).filter(
    ([name]) => name.startsWith('@') || name === 'id' || select.has(name),
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, part(value, select.get(name))]));
}
