// Kept objects as text: JSON, and for what JSON lacks an object with one field whose name begins with `$`.

/** How something that is kept under a name of its own is written inside something else. */
export interface References {
  nameOf(raw: object): readonly [kind: string, key: string] | undefined;
  find(kind: string, key: string): object | undefined;
}

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

export function write(root: object, references: References): string {
  const note = (value: unknown): Json | undefined => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) };
    if (typeof value !== 'object') return undefined;
    const name = value === root ? undefined : references.nameOf(value);
    if (name) return { $ref: [...name] };
    if (value instanceof Map)
      return { $map: [...value].map((entry) => entry.map((one) => note(one) ?? null)) };
    if (value instanceof Set) return { $set: [...value].map((one) => note(one) ?? null) };
    if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
    if (Array.isArray(value)) return value.map((one) => note(one) ?? null);
    const noted: { [name: string]: Json } = {};
    for (const [field, one] of Object.entries(value)) {
      const written = note(one);
      if (written !== undefined) noted[field] = written;
    }
    return noted;
  };
  return JSON.stringify(note(root));
}

/** Undefined where it names something that is not there any more. */
export function read(text: string, references: References): object | undefined {
  const missing = { one: false };
  const revive = (value: Json): unknown => {
    if (Array.isArray(value)) return value.map(revive);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref, $map, $set, $bytes, $number } = value;
    if (Array.isArray($ref)) {
      const [kind, key] = $ref as [string, string]; // as `note` wrote it
      const found = references.find(kind, key);
      if (!found) missing.one = true;
      return found;
    }
    if (Array.isArray($map)) return new Map($map.map((entry) => revive(entry) as [unknown, unknown]));
    if (Array.isArray($set)) return new Set($set.map(revive));
    if (typeof $bytes === 'string') return Buffer.from($bytes, 'base64');
    if (typeof $number === 'string') return Number($number);
    return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, revive(one)]));
  };
  // What `write` wrote: an object, or a reference to one.
  const revived = revive(JSON.parse(text) as Json) as object | undefined;
  return missing.one ? undefined : revived;
}
