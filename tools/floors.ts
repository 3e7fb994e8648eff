// The one table of who may know whom. ARCHITECTURE.md tells why; check-floors.ts holds src/ to it. A file imports its
// own folder and folders on lower floors, never up and never sideways. An entry that no longer means anything is an
// error too, so this page cannot grow old.

export interface Place {
  /** A folder, or one file. The longest entry that fits a file is the file's place. */
  readonly path: string;
  readonly floor: number;
  /** The only other places it imports, where not every lower one is meant. */
  readonly only?: readonly string[];
  /** Packages and Node modules that it refuses to know. `node:fs` covers `node:fs/promises`. */
  readonly never?: readonly string[];
}

/** Something that only the named files or folders may touch. Each of them must really do so. */
export interface Confinement {
  readonly what: string;
  readonly only: readonly string[];
  readonly why: string;
}

export interface FloorTable {
  readonly places: readonly Place[];
  /** Pairs that may import sideways or upwards after all. */
  readonly exceptions: readonly { readonly from: string; readonly to: string; readonly why: string }[];
  readonly globals: readonly Confinement[];
  readonly modules: readonly Confinement[];
  /** Files whose import does something: the bin, and libraries that insist on it. */
  readonly effects: readonly { readonly file: string; readonly why: string }[];
}

const theClock = 'time comes from a Clock (src/base/clock.ts)';

/** A codec is a function from bytes to values; whoever wants more of the world is in the wrong folder. */
const theWorld = [
  'node:net',
  'node:tls',
  'node:dgram',
  'node:dns',
  'node:http',
  'node:https',
  'node:fs',
  'node:timers',
  'node:child_process',
];

export const floors: FloorTable = {
  places: [
    { path: 'src/base', floor: 0, never: theWorld },
    { path: 'src/errors', floor: 1, never: theWorld },
    { path: 'src/identity', floor: 3, never: theWorld },
    { path: 'src/store', floor: 3, never: ['node:net', 'node:tls', 'node:http', 'node:https', 'undici'] },
    { path: 'src/broker', floor: 4, never: theWorld },
    // What the product gets wrong about Microsoft, the sandbox must be able to get right: they share no opinion.
    { path: 'src/sandbox', floor: 7, only: ['src/base', 'src/errors'] },
  ],
  exceptions: [],
  globals: [
    { what: 'process.env', only: [], why: 'the environment is read in config/ only' },
    { what: 'process.exit', only: [], why: 'only cli/ ends the process' },
    { what: 'console', only: [], why: 'only cli/ prints' },
    { what: 'Date.now', only: ['src/base/clock.ts'], why: theClock },
    { what: 'new Date()', only: [], why: theClock },
    { what: 'performance.now', only: [], why: theClock },
    { what: 'setTimeout', only: ['src/base/clock.ts'], why: theClock },
    { what: 'setInterval', only: [], why: theClock },
    { what: 'AbortSignal.timeout', only: [], why: theClock },
  ],
  modules: [{ what: 'node:timers', only: [], why: theClock }],
  effects: [],
};
