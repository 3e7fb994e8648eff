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

/** What a mail protocol's client is made of: the broker stays unknown, tokens come through base/token-source.ts. */
const mailClient = ['src/base', 'src/errors', 'src/wire', 'src/net', 'src/mime', 'src/mail'];

export const floors: FloorTable = {
  places: [
    { path: 'src/base', floor: 0, never: theWorld },
    { path: 'src/errors', floor: 1, never: theWorld },
    { path: 'src/wire', floor: 2, never: [...theWorld, 'node:crypto'] },
    { path: 'src/net', floor: 3 },
    // Messages as bytes and as what they say; where they come from and go to is unknown.
    { path: 'src/mime', floor: 3, only: ['src/base', 'src/errors', 'src/wire'], never: theWorld },
    { path: 'src/identity', floor: 3, never: theWorld },
    { path: 'src/store', floor: 3, never: ['node:net', 'node:tls', 'node:http', 'node:https', 'undici'] },
    { path: 'src/broker', floor: 4, never: ['node:net', 'node:tls', 'node:http', 'node:https', 'undici'] },
    // What the four clients have in common lies below them, beside the broker, so that neither sees the other.
    {
      path: 'src/mail',
      floor: 4,
      only: ['src/base', 'src/errors', 'src/wire', 'src/net', 'src/mime', 'src/identity'],
    },
    { path: 'src/mail/imap', floor: 5, only: mailClient },
    { path: 'src/mail/pop', floor: 5, only: mailClient },
    { path: 'src/mail/smtp', floor: 5, only: mailClient },
    { path: 'src/mail/graph', floor: 5, only: mailClient },
    // An adapter hands a TokenSource to somebody else's library: it needs no more of us than that.
    { path: 'src/adapters', floor: 5, only: ['src/base'] },
    // Verbs over whichever door there is. It is handed its tokens and its servers; who has them is not its business.
    {
      path: 'src/mailbox',
      floor: 6,
      never: ['node:net', 'node:tls', 'node:http', 'node:https', 'undici'],
      only: [
        'src/base',
        'src/errors',
        'src/wire',
        'src/mime',
        'src/identity',
        'src/mail',
        'src/mail/imap',
        'src/mail/pop',
        'src/mail/smtp',
        'src/mail/graph',
      ],
    },
    // Pure: text in, causes out. What runs against a live account is in checks/ and may know whoever it asks.
    {
      path: 'src/doctor',
      floor: 4,
      only: ['src/base', 'src/errors', 'src/wire', 'src/identity', 'src/doctor/likeness/reports.ts'],
      never: theWorld,
    },
    // From source alone: what the build has read is in the package.
    { path: 'src/doctor/likeness/reports.ts', floor: 0, only: [] },
    { path: 'src/doctor/checks', floor: 7 },
    // What the product gets wrong about Microsoft, the sandbox must be able to get right: they share no opinion.
    { path: 'src/sandbox', floor: 7, only: ['src/base', 'src/errors', 'src/wire', 'src/net'] },
    // The proxy's parts below, whoever drives them above. A front is grammar and manners, no socket and no clock.
    {
      path: 'src/proxy/front',
      floor: 5,
      only: ['src/base', 'src/errors', 'src/wire'],
      never: theWorld,
    },
    {
      path: 'src/proxy/follow',
      floor: 5,
      only: ['src/base', 'src/errors', 'src/wire'],
      never: theWorld,
    },
    {
      path: 'src/proxy/upstream',
      floor: 6,
      only: [
        ...mailClient,
        'src/identity',
        'src/proxy/front',
        'src/proxy/follow',
        'src/mail/imap',
        'src/mail/pop',
        'src/mail/smtp',
      ],
    },
    {
      path: 'src/proxy/splice',
      floor: 7,
      only: ['src/base', 'src/errors', 'src/wire', 'src/net', 'src/proxy/follow', 'src/proxy/upstream'],
    },
    {
      path: 'src/proxy/shield',
      floor: 6,
      only: ['src/base', 'src/errors', 'src/mail'],
      never: ['node:net', 'node:tls', 'node:http', 'node:https', 'undici'],
    },
    {
      path: 'src/proxy/admission',
      floor: 6,
      only: ['src/base', 'src/errors', 'src/wire', 'src/identity', 'src/store', 'src/proxy/front'],
      never: ['node:net', 'node:tls', 'node:http', 'node:https', 'undici'],
    },
    { path: 'src/proxy', floor: 8 },
    // Files of other programs: bytes in, grants out.
    { path: 'src/importing', floor: 5, only: ['src/base', 'src/errors'], never: theWorld },
    { path: 'src/config', floor: 8 },
    { path: 'src/app', floor: 9 },
    { path: 'src/cli', floor: 10 },
    // The library's front door. Nothing of ours goes through it.
    { path: 'src/index.ts', floor: 10 },
  ],
  exceptions: [],
  globals: [
    {
      what: 'process.env',
      only: ['src/config', 'src/cli/bin.ts', 'src/cli/run-command-line.ts'],
      why: 'the environment is read in config/ only',
    },
    { what: 'process.exit', only: ['src/cli'], why: 'only cli/ ends the process' },
    { what: 'console', only: [], why: 'only cli/ prints, through its streams' },
    { what: 'Date.now', only: ['src/base/clock.ts'], why: theClock },
    { what: 'new Date()', only: [], why: theClock },
    { what: 'performance.now', only: [], why: theClock },
    { what: 'setTimeout', only: ['src/base/clock.ts'], why: theClock },
    { what: 'setInterval', only: [], why: theClock },
    { what: 'AbortSignal.timeout', only: [], why: theClock },
  ],
  modules: [
    { what: 'node:timers', only: [], why: theClock },
    { what: 'kysely', only: ['src/store'], why: 'SQL is spoken in store/ only' },
    {
      what: '@photostructure/sqlite',
      only: ['src/store', 'src/sandbox/data/sqlite.ts'],
      why: 'SQL is spoken in store/, and in the folder that a sandbox keeps itself in, which shares no code with it',
    },
    { what: 'commander', only: ['src/cli'], why: 'only cli/ parses command lines' },
    {
      what: 'undici',
      only: ['src/net', 'src/sandbox/visitor/browser.ts'],
      why: 'requests go through the fetch that net/ builds; a browser of the sandbox keeps a trust of its own',
    },
    { what: 'iconv-lite', only: ['src/mime/charset'], why: 'one place knows charsets' },
    { what: 'imapflow', only: ['src/mail/imap'], why: 'each protocol library has one home' },
    {
      what: 'nodemailer',
      only: ['src/mail/smtp', 'src/mime'],
      why: 'it has two halves, SMTP and the writing of messages, and each has one home',
    },
  ],
  effects: [
    { file: 'src/cli/bin.ts', why: 'the bin' },
    { file: 'src/cli/main.ts', why: 'the bin, from source' },
    {
      file: 'src/doctor/knowledge/knowledge.ts',
      why: "remembers what it has read of the doctor's knowledge",
    },
    {
      file: 'src/doctor/recognisers/worded.ts',
      why: 'remembers the last text in lower case, about which a hundred expressions ask one after the other',
    },
    { file: 'src/store/sqlite/driver.ts', why: 'remembers which SQLite binding this Node has' },
  ],
};
