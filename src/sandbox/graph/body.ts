// Request bodies: limits first, then JSON, then the names of a type's properties. Refusals in the service's sentences.

import type { GraphContext } from './context.ts';
import { badRequest, GraphError } from './error.ts';

/** Graph's limit of a request. */
export const requestBytesMax = 4 * 1024 * 1024;
const nestingMax = 64;

/** @throws GraphError 413, before more than the limit is kept in memory. */
export async function readBytes(request: Request, bytesMax = requestBytesMax): Promise<Buffer> {
  const tooLarge = (): GraphError => new GraphError(413, 'RequestEntityTooLarge', 'Request Entity Too Large');
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let size = 0;
  const { body } = request;
  if (!body) return Buffer.alloc(0);
  try {
    for await (const piece of body) {
      size += piece.length;
      if (size > bytesMax) throw tooLarge();
      pieces.push(piece);
    }
  } catch (error) {
    if (hasHungUp(error)) throw badRequest('The request body is cut off.');
    throw error;
  }
  return Buffer.concat(pieces);
}

/** Nobody is left to read the answer; what is thrown would be printed as a fault of ours. */
function hasHungUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}

export async function readText(c: GraphContext): Promise<string> {
  return (await readBytes(c.req.raw)).toString('utf8');
}

/** The body as JSON; an empty one is an empty object where `optional`. @throws GraphError 400 */
export async function readJson(c: GraphContext, options: { optional?: boolean } = {}): Promise<unknown> {
  const text = await readText(c);
  if (text.trim() === '' && options.optional) return {};
  const unreadable = badRequest(
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );
  if (deeper(text)) throw unreadable;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable;
    throw error;
  }
}

/** As object, with annotations (`@odata.etag`) taken out. @throws GraphError 400 for a name that the type lacks. */
export function entityOf(
  json: unknown,
  typeName: string,
  known: ReadonlySet<string>,
): Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw badRequest('Empty Payload. JSON content expected.');
  }
  const entries = Object.entries(json).filter(([name]) => !name.includes('@'));
  for (const [name] of entries) if (!known.has(name)) throw unknownProperty(name, typeName);
  return Object.fromEntries(entries);
}

export function unknownProperty(name: string, typeName: string): GraphError {
  return badRequest(
    `The property '${name}' does not exist on type 'microsoft.graph.${typeName}'. Make sure to only use property names that are defined by the type or mark the type as open type.`,
    'RequestBodyRead',
  );
}

/** JSON.parse is recursive; what nests deeper than any request of Graph is not given to it. */
function deeper(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > nestingMax) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}
