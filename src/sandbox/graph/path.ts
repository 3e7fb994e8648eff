// Graph's URLs in one spelling, so that a route is written once: keys in parentheses become segments, names get their
// usual case, the namespace in front of an action goes. Identifiers are left alone: their case matters.

const names = [
  'me',
  'users',
  'mailFolders',
  'childFolders',
  'messages',
  'attachments',
  'delta',
  'sendMail',
  'reply',
  'replyAll',
  'forward',
  'createReply',
  'createReplyAll',
  'createForward',
  'send',
  'move',
  'copy',
  'permanentDelete',
  'createUploadSession',
  'translateExchangeIds',
  'subscriptions',
  'reauthorize',
  'outlook',
  'masterCategories',
  'mailboxSettings',
  '$value',
  '$count',
  '$batch',
];
const canonical = new Map(names.map((name) => [name.toLowerCase(), name]));

/** Collections, behind which a segment is a key and no name: even a folder called "messages" by its id. */
const collections = new Set([
  'users',
  'mailFolders',
  'childFolders',
  'messages',
  'attachments',
  'subscriptions',
  'masterCategories',
]);

export function plainPath(pathname: string): string {
  const [, version = '', ...rest] = pathname.split('/');
  const segments: string[] = [];
  for (const raw of rest) {
    if (raw === '') continue;
    const [, head = raw, key] = /^([A-Za-z.$%]+)\((.*)\)$/.exec(raw) ?? [];
    const before = segments.at(-1) ?? '';
    const plain = head.replace(/^%24/i, '$').replace(/^microsoft\.graph\./i, '');
    const name = canonical.get(plain.toLowerCase());
    // `messages/delta` is a function; any other segment behind a collection is a key.
    const isKey = collections.has(before) && name !== 'delta' && name !== '$count';
    segments.push(isKey ? raw : (name ?? raw));
    if (key !== undefined && key !== '' && name !== undefined && !isKey) segments.push(unquoted(key));
    else if (key !== undefined && name === undefined && !isKey) segments[segments.length - 1] = raw;
  }
  return `/${[version, ...shortened(segments)].join('/')}`;
}

/** A folder below another is a folder like any other: its id says which. */
function shortened(segments: readonly string[]): readonly string[] {
  const first = segments.indexOf('mailFolders');
  // The last one with a key behind it.
  const at = segments.slice(0, -1).lastIndexOf('childFolders');
  if (first < 0 || at < first + 2) return segments;
  return [...segments.slice(0, first + 1), ...segments.slice(at + 1)];
}

function unquoted(key: string): string {
  const inner = /^(?:'|%27)(.*?)(?:'|%27)$/i.exec(key)?.[1] ?? key;
  return inner.replace(/''|%27%27/gi, "'");
}
