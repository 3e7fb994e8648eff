// The way back to the application: query, fragment or form_post, success and error alike.

import { describe, errorUri, type RequestIds } from '../answer.ts';
import { errorPage, formPostPage } from '../pages/message.ts';
import type { EntraRefusal } from '../refusal.ts';
import type { World } from '../world.ts';
import type { ReturnAddress } from './request.ts';

export function respond(
  address: Pick<ReturnAddress, 'redirect' | 'mode' | 'state'>,
  values: Readonly<Record<string, string>>,
  ids: RequestIds,
): Response | Promise<Response> {
  const { redirect, mode, state } = address;
  const fields = { ...values, ...(state === undefined ? {} : { state }) };
  if (mode === 'form_post') return formPostPage(ids, redirect.uri, fields);
  // A URI without path is answered with a slash.
  const target = new URL(redirect.uri);
  const pairs = new URLSearchParams(fields);
  if (mode === 'fragment') target.hash = pairs.toString();
  else for (const [name, value] of pairs) target.searchParams.append(name, value);
  return new Response(null, {
    status: 302,
    headers: { location: target.href, 'cache-control': 'no-store, no-cache', 'x-ms-request-id': ids.traceId },
  });
}

export function respondRefusal(
  world: World,
  address: ReturnAddress,
  refusal: EntraRefusal,
  ids: RequestIds,
): Response | Promise<Response> {
  if (refusal.page) return errorPage(world, refusal, ids);
  return respond(
    address,
    {
      error: refusal.error,
      error_description: describe(world, refusal, ids),
      ...(refusal.code === undefined ? {} : { error_uri: errorUri(refusal.code) }),
      ...(refusal.suberror === undefined ? {} : { error_subcode: refusal.suberror }),
    },
    ids,
  );
}
