// One part of a message: what its header says it is (RFC 2045, 2046, 2183).

import { type HeaderFields, parseFields } from '../header/fields.ts';
import { parseParameters } from '../header/parameters.ts';
import { decodeWords, plainLine } from '../header/words.ts';

export interface Part {
  /** As IMAP numbers it (RFC 9051 section 6.4.5): '1', '2.1'; empty for the message itself where it has parts. */
  readonly path: string;
  readonly parent: Part | undefined;
  readonly fields: HeaderFields;
  /** In lower case, with a slash: `text/plain` where nothing or nonsense is said. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly disposition: 'attachment' | 'inline' | undefined;
  /** Decoded; undefined where none is given. A path in it is the sender's: safe-name.ts makes a name for a file of it. */
  readonly name: string | undefined;
  readonly encoding: string;
  /** Without its angle brackets. */
  readonly contentId: string | undefined;
  readonly isMultipart: boolean;
}

export function partOf(header: Uint8Array, path: string, parent: Part | undefined): Part {
  const fields = parseFields(header);
  const content = parseParameters(fields.first('content-type') ?? '');
  const charset = content.parameters.get('charset');
  const disposition = parseParameters(fields.first('content-disposition') ?? '', charset);
  const name = plainLine(disposition.parameters.get('filename') ?? content.parameters.get('name') ?? '');
  const type = typeOf(content.value, parent, disposition.value === 'attachment' || name !== '');
  return {
    path,
    parent,
    fields,
    type,
    parameters: content.parameters,
    // RFC 2183 section 2.8: what is unknown is an attachment.
    disposition:
      disposition.value === '' ? undefined : disposition.value === 'inline' ? 'inline' : 'attachment',
    name: name === '' ? undefined : name,
    encoding: parseParameters(fields.first('content-transfer-encoding') ?? '').value,
    contentId: bare(fields.first('content-id')),
    // Without a boundary there is nothing to part it by.
    isMultipart: type.startsWith('multipart/') && (content.parameters.get('boundary') ?? '') !== '',
  };
}

function typeOf(said: string, parent: Part | undefined, isFile: boolean): string {
  if (/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(said)) return said;
  // RFC 2046 section 5.1.5; RFC 2045 section 5.2, where "text" alone is met as well.
  if (said === '' && parent?.type === 'multipart/digest') return 'message/rfc822';
  return said === '' && isFile ? 'application/octet-stream' : 'text/plain';
}

function bare(field: string | undefined): string | undefined {
  const text = decodeWords(field ?? '')
    .trim()
    .replace(/^<|>$/g, '');
  return text === '' ? undefined : text;
}
