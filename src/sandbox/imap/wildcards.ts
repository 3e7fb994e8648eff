// The patterns of LIST and LSUB (RFC 3501 section 6.3.8): `*` stands for anything, `%` for anything without a
// separator. Takes as many steps as pattern times name, whatever the pattern.

/** INBOX matches in any case, and so does what is below it in its first step (section 5.1). */
export function matchesPattern(pattern: string, path: string): boolean {
  return matches(sameInbox(pattern), sameInbox(path));
}

function sameInbox(name: string): string {
  return name.replace(/^inbox(?=[/%*]|$)/i, 'INBOX');
}

function matches(pattern: string, path: string): boolean {
  // reached[i]: the pattern so far can end before character i of the path.
  let reached = new Uint8Array(path.length + 1);
  reached[0] = 1;
  for (const sign of pattern) {
    const next = new Uint8Array(path.length + 1);
    const wild = sign === '*' || sign === '%';
    for (let at = 0; at <= path.length; at += 1) {
      if (wild) {
        const stretched = at > 0 && next[at - 1] === 1 && (sign === '*' || path[at - 1] !== '/');
        next[at] = reached[at] === 1 || stretched ? 1 : 0;
      } else if (at > 0 && reached[at - 1] === 1 && path[at - 1] === sign) next[at] = 1;
    }
    reached = next;
  }
  return reached[path.length] === 1;
}
