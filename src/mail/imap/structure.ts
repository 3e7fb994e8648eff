// Whether something hangs on a message, judged from its BODYSTRUCTURE (RFC 3501 section 7.4.2) by the same rule as when the
// message itself is read. What Exchange makes of a broken message (parts of NIL, dispositions that are none) says nothing.

import type { MessageStructureObject } from 'imapflow';
import { type PartKind, roleOf, within } from '../../mime/parts/role.ts';

/** One that a text shows in its place is none: that is known of the text, and guessed here as Exchange does. */
export function holdsAttachment(structure: MessageStructureObject): boolean {
  return holds(structure, undefined, '');
}

function holds(node: MessageStructureObject, parent: PartKind | undefined, path: string): boolean {
  const part = kindOf(node, parent, path);
  const { childNodes = [] } = node;
  if (part.type.startsWith('multipart/') && childNodes.length > 0) {
    return childNodes.some((child, index) =>
      holds(child, part, path === '' ? `${index + 1}` : `${path}.${index + 1}`),
    );
  }
  const role = roleOf(part);
  // An invitation with a name is a file, too.
  const isFile = role === 'attachment' || (role === 'calendar' && part.name !== undefined);
  return isFile && !isShownInPlace(part, node);
}

function kindOf(
  { type, disposition = '', dispositionParameters, parameters }: MessageStructureObject,
  parent: PartKind | undefined,
  path: string,
): PartKind {
  const name = dispositionParameters?.filename ?? parameters?.name ?? '';
  return {
    path,
    parent,
    type: /^[^/]+\/[^/]+$/.test(type) ? type.toLowerCase() : 'text/plain',
    // RFC 2183 section 2.8: what is unknown is an attachment.
    disposition: disposition === '' ? undefined : disposition === 'inline' ? 'inline' : 'attachment',
    name: name === '' ? undefined : name,
  };
}

function isShownInPlace(part: PartKind, { id }: MessageStructureObject): boolean {
  if (id === undefined || id === '' || part.disposition === 'attachment') return false;
  return part.disposition === 'inline' || within(part, 'multipart/related') !== undefined;
}
