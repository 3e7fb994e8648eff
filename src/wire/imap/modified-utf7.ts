// Modified UTF-7, the spelling of folder names on the IMAP wire (RFC 3501 section 5.1.3).

export function encodeModifiedUtf7(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    const bytes = Buffer.from(run, 'utf16le').swap16();
    return `&${bytes.toString('base64').replace(/=+$/, '').replace(/\//g, ',')}-`;
  });
}

/** Undefined for what is not modified UTF-7: a client that sends it means something else than we would store. */
export function decodeModifiedUtf7(text: string): string | undefined {
  let valid = /^[\x20-\x7e]*$/.test(text);
  const name = text.replace(/&([A-Za-z0-9+,]*)(-?)/g, (_, run: string, end: string) => {
    if (end === '' || run.length % 4 === 1) valid = false;
    if (run === '') return '&';
    const bytes = Buffer.from(run.replace(/,/g, '/'), 'base64');
    if (bytes.length % 2 !== 0) valid = false;
    return valid ? bytes.swap16().toString('utf16le') : '';
  });
  return valid ? name : undefined;
}
