// `npm run package`, after a build: packs what would be published, installs it somewhere fresh the way a user does
// (no development packages, no install scripts) and tries it there: contents, size, the command, every export, types.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import manifest from '../package.json' with { type: 'json' };
import { packageConsumer } from './package-consumer.ts';
import { report, root } from './source-tree.ts';

/** A budget, not a law of nature: raise it in the commit that has the reason. */
const tarballBytesMax = 600_000;
const allowedContents = /^(dist|docs|man|scenarios)\/|^(CHANGES\.md|LICENSE|README\.md|package\.json)$/;

const subpaths = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target !== 'string')
  .map(([subpath]) => `${manifest.name}${subpath.slice(1)}`);

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

const folder = mkdtempSync(path.join(tmpdir(), 'mailgrant-package-'));
try {
  const packed = pack();
  const tarball = path.join(folder, packed.filename);
  const findings = [...judgeContents(packed), ...(await judgeManifest(tarball))];
  install(tarball);
  findings.push(...tryCommand(), ...tryExports(), ...tryTypes());
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
    ...['dist/THIRD-PARTY.txt', 'man/mailgrant.1', 'docs/errors.md']
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

function tryCommand(): string[] {
  const { status, stdout, stderr } = spawnSync(
    path.join(folder, 'node_modules/.bin/mailgrant'),
    ['--version'],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, HOME: folder },
    },
  );
  return status === 0 && stdout.trim() === manifest.version
    ? []
    : [`mailgrant --version: exit ${status}, said ${JSON.stringify(stdout + stderr)}`];
}

/** Each export in a process of its own: it gives something, says nothing, and leaves nothing running. */
function tryExports(): string[] {
  return subpaths.flatMap((subpath) => {
    const script = `if (Object.keys(await import('${subpath}')).length === 0) throw new Error('exports nothing')`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 20_000,
    });
    const silent = stdout === '' && stderr === '';
    return status === 0 && silent ? [] : [`import '${subpath}': exit ${status}, said ${stdout}${stderr}`];
  });
}

function tryTypes(): string[] {
  writeFileSync(path.join(folder, 'consumer.ts'), packageConsumer);
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023'];
  const types = ['--types', 'node', '--typeRoots', path.join(root, 'node_modules/@types')];
  const { status, stdout } = spawnSync(process.execPath, [compiler, ...flags, ...types, 'consumer.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`a consumer in TypeScript does not compile:\n${stdout}`];
}

function countPackages(): number {
  // npm's own record of what it has put there.
  const lock = readFileSync(path.join(folder, 'node_modules/.package-lock.json'), 'utf8');
  return Object.keys((JSON.parse(lock) as { packages: object }).packages).length;
}
