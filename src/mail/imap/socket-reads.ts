// What a TLS socket reads, in one piece of memory that is used again. Node.js makes a Buffer of each record otherwise, 16 kB at a time: an
// export of 500 MB is 30,000 of them, which its collector hears of as outside memory and answers with work on the
// whole heap. The library reads its socket as it always does; whoever takes the socket over hears the octets themselves.

import type { Socket } from 'node:net';

/** As much as a record holds (RFC 8446 section 5.1): Node.js tells of each by itself. */
const recordBytes = 16 * 1024;

export class SocketReads {
  #listener: ((octets: Buffer) => void) | undefined;
  #used = false;

  /**
   * Of `tls.connect`, which leaves it alone where it is given a socket (STARTTLS). A call for each read, on the socket.
   */
  options(): {
    onread: { buffer: Buffer; callback: (this: Socket, bytes: number, memory: Buffer) => boolean };
  } {
    // Kept out of the callback's `this`, which is the socket: nobody else knows it before it is connected.
    const hear = (socket: Socket, octets: Buffer): boolean => {
      this.#used = true;
      if (!this.#listener) return socket.push(Buffer.from(octets));
      this.#listener(octets);
      return true;
    };
    return {
      onread: {
        buffer: Buffer.allocUnsafeSlow(recordBytes),
        callback(bytes, memory) {
          return hear(this, memory.subarray(0, bytes));
        },
      },
    };
  }

  /** Everything that is read from here on. A piece belongs to whoever reads: it is copied or forgotten. */
  listen(socket: Socket, listener: (octets: Buffer) => void): void {
    // What the library has not taken out of the socket comes first, and by the old way where there is no other.
    socket.on('data', listener);
    if (this.#used) this.#listener = listener;
  }
}
