// The charsets that switch by escapes within seven bits, which neither Node nor iconv-lite reads as mail writes them:
// ISO-2022-JP (RFC 1468) with what Windows and phones add to it (half-width kana by ESC ( I and by shift-out, NEC's and IBM's
// signs, JIS X 0212: CP50220, ISO-2022-JP-MS, RFC 1554's JIS), ISO-2022-KR (RFC 1557), HZ (RFC 1843). Each run
// of one set becomes the bytes that the eight-bit sister charset has for it.

/** Decodes bytes by the table of that name. */
type ByTable = (table: string, bytes: Uint8Array) => string;

type Mode = 'ascii' | 'roman' | 'kana' | 'x0208' | 'x0212';

const escapes: ReadonlyArray<readonly [string, Mode]> = [
  ['\x1b(B', 'ascii'],
  ['\x1b(J', 'roman'],
  ['\x1b(H', 'roman'],
  ['\x1b(I', 'kana'],
  ['\x1b$(D', 'x0212'],
  ['\x1b$(B', 'x0208'],
  ['\x1b$(@', 'x0208'],
  ['\x1b$(Q', 'x0208'],
  ['\x1b$B', 'x0208'],
  ['\x1b$@', 'x0208'],
];

export function decodeIso2022Jp(bytes: Uint8Array, byTable: ByTable): string {
  const text = latin1(bytes);
  let mode: Mode = 'ascii';
  let shifted = false;
  let out = '';
  // Runs between escapes, shifts and line ends.
  for (const piece of text.split(/(\x1b\$?\(?[@BDHIJQ]|[\x0e\x0f]|\r?\n)/)) {
    const known = escapes.find(([escape]) => escape === piece);
    if (known) mode = known[1];
    else if (piece === '\x0e' || piece === '\x0f') shifted = piece === '\x0e';
    else if (piece === '\n' || piece === '\r\n') {
      // A line begins in ASCII (RFC 1468): a word that was cut off does not spoil the next line.
      out += piece;
      mode = 'ascii';
      shifted = false;
    } else out += run(piece, shifted ? 'kana' : mode, byTable);
  }
  return out;
}

function run(piece: string, mode: Mode, byTable: ByTable): string {
  if (piece === '') return '';
  // Eight-bit bytes have no place here; who writes them means Shift_JIS.
  if (mode === 'ascii')
    return /[\x80-\xff]/.test(piece) ? byTable('shift_jis', Buffer.from(piece, 'latin1')) : piece;
  if (mode === 'roman') return piece.replace(/\\/g, '\u00a5').replace(/~/g, '\u203e');
  if (mode === 'kana') {
    return piece.replace(/[\x21-\x5f\xa1-\xdf]/g, (sign) =>
      String.fromCharCode(0xff40 + (sign.charCodeAt(0) & 0x7f)),
    );
  }
  let out = '';
  for (let at = 0; at < piece.length; at += 1) {
    const first = piece.charCodeAt(at);
    const second = piece.charCodeAt(at + 1);
    if (first < 0x21 || first > 0x7e) out += String.fromCharCode(first);
    else if (Number.isNaN(second) || second < 0x21 || second > 0x7e) out += '\ufffd';
    else {
      at += 1;
      const pair = [first | 0x80, second | 0x80];
      out += byTable('euc-jp', Uint8Array.from(mode === 'x0212' ? [0x8f, ...pair] : pair));
    }
  }
  return out;
}

export function decodeIso2022Kr(bytes: Uint8Array, byTable: ByTable): string {
  const text = latin1(bytes).replace(/\x1b\$\)C/g, '');
  let shifted = false;
  let out = '';
  for (const piece of text.split(/([\x0e\x0f]|\r?\n)/)) {
    if (piece === '\x0e' || piece === '\x0f') shifted = piece === '\x0e';
    else if (piece.endsWith('\n')) {
      out += piece;
      shifted = false;
    } else out += shifted ? byTable('cp949', raised(piece)) : piece;
  }
  return out;
}

export function decodeHz(bytes: Uint8Array, byTable: ByTable): string {
  let chinese = false;
  let out = '';
  for (const piece of latin1(bytes).split(/(~[{}~]|~?\r?\n)/)) {
    if (piece === '~{' || piece === '~}') chinese = piece === '~{';
    else if (piece === '~~') out += '~';
    else if (piece.endsWith('\n')) {
      // A tilde at the end of a line joins it to the next.
      out += piece.startsWith('~') ? '' : piece;
      chinese = false;
    } else out += chinese ? byTable('gb18030', raised(piece)) : piece;
  }
  return out;
}

function raised(piece: string): Uint8Array {
  return Buffer.from(piece, 'latin1').map((byte) => (byte > 0x20 ? byte | 0x80 : byte));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
