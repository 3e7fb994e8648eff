// The context that Graph puts above an answer, and what of a message this request wants to see.

import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { GraphContext } from './context.ts';
import { accessDenied, badRequest } from './error.ts';
import { attachmentProperties } from './messages/attachments.ts';
import { wantedTags } from './messages/extended-properties.ts';
import type { Shown } from './messages/message-json.ts';
import { messageProperties } from './messages/properties.ts';
import type { CollectionOptions, TypeShape } from './odata/options.ts';
import { optionsOf, readOptions } from './odata/options.ts';
import { parseSelect } from './odata/select.ts';

export const messageShape: TypeShape = {
  name: 'message',
  properties: messageProperties,
  expandable: ['attachments', 'singleValueExtendedProperties'],
};

export function contextUrl(c: GraphContext, mailbox: Mailbox, path: string): string {
  const owner = encodeURIComponent(mailbox.settings.ownerId ?? mailbox.address);
  return `${new URL(c.req.url).origin}/v1.0/$metadata#users('${owner}')/${path}`;
}

/** Of the select list: `messages(subject,from)`. */
export function columns(options: Pick<CollectionOptions, 'select'>): string {
  return options.select ? `(${[...options.select.keys()].join(',')})` : '';
}

/** @throws GraphError 400 */
export function messageView(
  c: GraphContext,
  options: Pick<CollectionOptions, 'select' | 'expand'>,
  basicOnly: boolean,
): Shown {
  const { immutableIds, bodyType } = c.get('preferences');
  const expanded = options.expand.find(({ name }) => name.toLowerCase() === 'attachments');
  const extended = options.expand.find(({ name }) => name.toLowerCase() === 'singlevalueextendedproperties');
  // Mail.ReadBasic shows neither (permissions reference).
  if ((expanded || extended) && basicOnly) throw accessDenied();
  const inner = expanded?.options.get('$select');
  return {
    immutableIds,
    bodyType,
    basicOnly,
    select: options.select,
    attachments: expanded && {
      select: inner === undefined ? undefined : parseSelect(inner, 'attachment', attachmentProperties),
    },
    extended: extended && wantedTags(extended.options.get('$filter')),
  };
}

/** Of a single message: $select and $expand, nothing else. */
export function entityOptions(c: GraphContext): Pick<CollectionOptions, 'select' | 'expand'> {
  const url = new URL(c.req.url);
  const given = optionsOf(url);
  for (const name of ['$filter', '$orderby', '$search', '$top', '$skip']) {
    if (given.has(name)) {
      throw badRequest(
        `Query option '${name.slice(1)}' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.`,
      );
    }
  }
  return readOptions(url, messageShape);
}
