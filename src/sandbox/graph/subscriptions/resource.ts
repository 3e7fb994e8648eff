// What a subscription's resource says: whose messages, of which folder, and the $filter and $select behind them. `me/messages`,
// `me/mailFolders('inbox')/messages`, `users/{id}/...`; keys in either spelling.

import { badRequest } from '../error.ts';
import { type CollectionOptions, readOptions } from '../odata/options.ts';
import { plainPath } from '../path.ts';
import { messageShape } from '../shown.ts';

export type ResourceOptions = Pick<CollectionOptions, 'filter' | 'select'>;

export interface WatchedResource {
  /** Undefined: whoever asks. */
  readonly user: string | undefined;
  /** Id or well-known name; undefined: every folder. */
  readonly folder: string | undefined;
  readonly options: ResourceOptions;
}

/** @throws GraphError 400, and 501 for options that the sandbox lacks */
export function readResource(resource: string): WatchedResource {
  const base = 'https://graph.invalid/v1.0/';
  const relative = resource.replace(/^\/+/, '').replace(/^v1\.0\//i, '');
  const refused = badRequest(`Resource '${resource}' is not supported by the sandbox.`, 'InvalidRequest');
  if (!URL.canParse(base + relative)) throw refused;
  const url = new URL(base + relative);
  const match = /^\/v1\.0\/(?:me|users\/([^/]+))(?:\/mailFolders\/([^/]+))?\/messages$/.exec(
    plainPath(url.pathname),
  );
  if (!match) throw refused;
  const [, user, folder] = match;
  return {
    user: user === undefined ? undefined : decoded(user),
    folder: folder === undefined ? undefined : decoded(folder),
    options: readOptions(url, messageShape),
  };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}
