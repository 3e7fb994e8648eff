// `npm run package`, after a build: packs what would be published, installs it somewhere fresh the way a user does
// (no development packages, no install scripts) and tries it there: contents, size, the command, every export, types.

import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import manifest from '../package.json' with { type: 'json' };
import { commonJsConsumer, documented, packageConsumer } from './package-consumer.ts';
import { report, root } from './source-tree.ts';

/**
 * A budget, not a law of nature: raise it in the commit that has the reason. What lies in the library and in the command
 * line (the verbs of mail, the sandbox) is packed twice, as they are built apart (docs/adr/0002).
 */
const tarballBytesMax = 1_800_000;
const allowedContents = /^(dist|docs|man|scenarios)\/|^(CHANGES\.md|LICENSE|README\.md|package\.json)$/;

const subpaths = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target !== 'string')
  .map(([subpath]) => `${manifest.name}${subpath.slice(1)}`);

/** The ways in which a project can be set up to look for types. */
const consumers = [
  { file: 'consumer.ts', source: packageConsumer, how: ['--module', 'nodenext'] },
  { file: 'consumer.ts', source: packageConsumer, how: ['--module', 'node16'] },
  {
    file: 'consumer.ts',
    source: packageConsumer,
    how: ['--module', 'esnext', '--moduleResolution', 'bundler'],
  },
  { file: 'consumer.cts', source: commonJsConsumer, how: ['--module', 'nodenext'] },
  ...(
    [
      ['README.md', '## In TypeScript'],
      ['docs/mail.md', '## In a program'],
      ['docs/sandbox.md', '## In a test'],
    ] as const
  ).map(([page, heading]) => ({
    file: `${path.basename(page, '.md')}.ts`,
    source: documented(readFileSync(path.join(root, page), 'utf8'), heading),
    how: ['--module', 'nodenext', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'],
  })),
] as const;

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

// A path as people have them.
const folder = mkdtempSync(path.join(tmpdir(), 'mailgrant package é '));
try {
  const packed = pack();
  const tarball = path.join(folder, packed.filename);
  const findings = [...judgeContents(packed), ...(await judgeManifest(tarball))];
  install(tarball);
  findings.push(...tryCommand(), ...tryExports(), ...tryExplanation(), ...tryTypes());
  process.stdout.write(
    `${packed.filename}: ${packed.files.length} files, ${packed.size} bytes; ${countPackages()} packages installed\n`,
  );
  report('package', findings);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pack(): Packed {
  if (!existsSync(path.join(root, 'dist'))) throw new Error('there is no dist/: run npm run build first');
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // npm documents this shape; one package was packed, so there is one entry.
  const [packed] = JSON.parse(output) as Packed[];
  if (!packed) throw new Error('npm pack packed nothing');
  return packed;
}

function judgeContents({ files, size }: Packed): string[] {
  const strangers = files.map((file) => file.path).filter((file) => !allowedContents.test(file));
  return [
    ...strangers.map((file) => `${file} does not belong into the package`),
    ...[
      'dist/THIRD-PARTY.txt',
      'dist/knowledge/clues.json',
      'dist/knowledge/likeness.txt',
      'man/mailgrant.1',
      'docs/errors.md',
    ]
      .filter((wanted) => !files.some((file) => file.path === wanted))
      .map((wanted) => `${wanted} is missing`),
    ...(size > tarballBytesMax ? [`the tarball has ${size} bytes, the budget is ${tarballBytesMax}`] : []),
  ];
}

async function judgeManifest(tarball: string): Promise<string[]> {
  const bytes = readFileSync(tarball);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, pkg) ?? message.code}`);
}

function install(tarball: string): void {
  const consumer = { name: 'consumer', version: '1.0.0', private: true, type: 'module' };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(consumer));
  const flags = [
    '--omit=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--engine-strict',
  ];
  execFileSync('npm', ['install', ...flags, tarball], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Started as people and their package managers start it; it says what it is asked, and on stderr nothing else. */
function tryCommand(): string[] {
  const bin = path.join(folder, 'node_modules/.bin/mailgrant');
  const link = path.join(folder, 'linked');
  symlinkSync(bin, link);
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const file = path.join(home, 'a file');
  writeFileSync(file, '');
  const config = path.join(home, 'config.yaml');
  const place = (name: string): string => JSON.stringify(path.join(home, name));
  writeFileSync(config, `store: ${place('store.db')}\nkeySource: file\nkeyFile: ${place('key')}\n`);
  const accounts = {
    args: ['accounts', '--config', config],
    out: /^$/,
    err: /^No account is connected yet[^\n]*\n$/,
  };
  const version = { args: ['--version'], out: new RegExp(`^${manifest.version}\n$`), err: /^$/ };
  const explain = {
    args: ['explain', 'AADSTS65004', '--lang', 'ja'],
    out: /^AADSTS65004.*同意/,
    err: /^$/,
  };
  const tries: readonly CommandTry[] = [
    { what: 'the first time', ...version, bin, home },
    { what: 'with a store to be made', ...accounts, bin, home },
    { what: 'with its compiled form kept', ...accounts, bin, home },
    { what: 'with what the doctor knows', ...explain, bin, home },
    { what: 'with that compiled form kept', ...explain, bin, home },
    { what: 'by a link', ...version, bin: link, home },
    { what: 'without a home', ...version, bin, home: undefined },
    { what: 'with a home that is a file', ...accounts, bin, home: file },
    {
      what: 'with a compiled form that a disk has damaged',
      ...accounts,
      bin,
      home,
      before: () => damage(home),
    },
    { what: 'with that one damaged', ...explain, bin, home, before: () => damage(home) },
  ];
  return tries.flatMap(({ what, bin: command, args, home: HOME, out, err, before }) => {
    before?.();
    const { HOME: _, XDG_CACHE_HOME: __, ...env } = process.env;
    const { status, signal, stdout, stderr } = spawnSync(command, [...args], {
      cwd: folder,
      encoding: 'utf8',
      env: HOME === undefined ? env : { ...env, HOME },
    });
    return status === 0 && out.test(stdout) && err.test(stderr)
      ? []
      : [`mailgrant ${args[0]}, ${what}: ${status ?? signal}, said ${JSON.stringify(stdout + stderr)}`];
  });
}

interface CommandTry {
  readonly what: string;
  readonly bin: string;
  readonly home: string | undefined;
  readonly args: readonly string[];
  readonly out: RegExp;
  readonly err: RegExp;
  readonly before?: () => void;
}

/** What V8 is handed from there it believes: damaged, it would end the process with a signal (src/cli/compiled.ts). */
function damage(home: string): void {
  const cache = path.join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'mailgrant');
  for (const name of readdirSync(cache)) {
    const bytes = readFileSync(path.join(cache, name));
    // Behind the source, which would no longer be that of the file.
    for (let at = bytes.length >> 1; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    writeFileSync(path.join(cache, name), bytes);
  }
}

/** Each export in a process of its own: it gives something, says nothing, and leaves nothing running. */
function tryExports(): string[] {
  return subpaths.flatMap((subpath) =>
    [
      ['module', `await import('${subpath}')`],
      // Node.js 20.19 and later take ES modules from CommonJS.
      ['commonjs', `require('${subpath}')`],
    ].flatMap(([type, load]) => {
      const script = `if (Object.keys(${load}).length === 0) throw new Error('exports nothing')`;
      const { status, stdout, stderr } = spawnSync(process.execPath, [`--input-type=${type}`, '-e', script], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 20_000,
      });
      const silent = stdout === '' && stderr === '';
      return status === 0 && silent ? [] : [`${load}: exit ${status}, said ${stdout}${stderr}`];
    }),
  );
}

/** An error is explained out of files that lie beside the library. */
function tryExplanation(): string[] {
  const script = `import { openMailgrant } from 'mailgrant';
const mailgrant = await openMailgrant({ store: 'explained.db', key: { kind: 'file', path: 'explained.key' } });
const error = await mailgrant.tokens.get('nobody', 'imap').catch((thrown) => thrown);
process.stdout.write(error.code + ' ' + typeof error.explanation);
await mailgrant.close();`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return stdout === 'account-unknown undefined' ? [] : [`the library's explanation: ${stdout}${stderr}`];
}

function tryTypes(): string[] {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const flags = ['--noEmit', '--strict', '--target', 'es2023', '--lib', 'es2023'];
  const types = ['--types', 'node', '--typeRoots', path.join(root, 'node_modules/@types')];
  return consumers.flatMap(({ file, source, how }) => {
    writeFileSync(path.join(folder, file), source);
    const { status, stdout } = spawnSync(process.execPath, [compiler, ...flags, ...how, ...types, file], {
      cwd: folder,
      encoding: 'utf8',
    });
    return status === 0 ? [] : [`${file} does not compile with ${how.join(' ')}:\n${stdout}`];
  });
}

function countPackages(): number {
  // npm's own record of what it has put there.
  const lock = readFileSync(path.join(folder, 'node_modules/.package-lock.json'), 'utf8');
  return Object.keys((JSON.parse(lock) as { packages: object }).packages).length;
}
