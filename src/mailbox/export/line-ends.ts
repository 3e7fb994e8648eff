// Line ends as mail in files has them on Unix: a line feed alone. A carriage return that stands by itself stays.

export class LineFeeds {
  /** True where the last piece ended in a carriage return: whether it belongs to a line end is not known yet. */
  #open = false;

  write(piece: Uint8Array): Uint8Array {
    const out = Buffer.allocUnsafe(piece.length + 1);
    let length = 0;
    let open = this.#open;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at] ?? 0;
      if (open && byte !== 0x0a) out[length++] = 0x0d;
      open = byte === 0x0d;
      if (!open) out[length++] = byte;
    }
    this.#open = open;
    return out.subarray(0, length);
  }

  end(): Uint8Array {
    return this.#open ? Uint8Array.of(0x0d) : new Uint8Array();
  }
}
