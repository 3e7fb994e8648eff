// Plain text as it was meant: format=flowed (RFC 3676) with its soft line breaks and space-stuffing taken back.

export function unflowed(text: string, delSp: boolean): string {
  const out: string[] = [];
  let open: { depth: number; text: string } | undefined;
  for (const line of text.split(/\r?\n/)) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    // One space in front was put there to protect what follows it (section 4.4).
    const words = line.slice(depth).replace(/^ /, '');
    const flows = words.endsWith(' ') && words !== '-- ';
    const joins = open !== undefined && open.depth === depth && words !== '-- ';
    const piece = flows && delSp ? words.slice(0, -1) : words;
    if (open && joins) open.text += piece;
    else {
      if (open) out.push(quoted(open));
      open = { depth, text: piece };
    }
    if (!flows && open) {
      out.push(quoted(open));
      open = undefined;
    }
  }
  if (open) out.push(quoted(open));
  return out.join('\n');
}

function quoted({ depth, text }: { depth: number; text: string }): string {
  return depth === 0 ? text : `${'>'.repeat(depth)} ${text}`;
}
