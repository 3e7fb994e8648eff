// Keeps the licences of what is bundled: whatever package ends up inside dist/ has its licence text in a
// THIRD-PARTY.txt beside it, and a package without one stops the build.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A bundled package, found from the path of one of its modules. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** The part of a bundler plugin that this needs; rolldown's own type is wider. */
interface BundleContext {
  emitFile(file: { type: 'asset'; fileName: string; source: string }): string;
}
type Bundle = Record<string, { readonly type: string; readonly modules?: Record<string, unknown> }>;

export function thirdPartyNotices(): {
  name: string;
  generateBundle(this: BundleContext, options: unknown, bundle: Bundle): void;
} {
  return {
    name: 'third-party-notices',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((output) => Object.keys(output.modules ?? {}));
      const source = noticesPage(bundledPackages(modules));
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source });
    },
  };
}

export function bundledPackages(modules: readonly string[]): BundledPackage[] {
  const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
  return [...folders].map(readPackage).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

export function noticesPage(packages: readonly BundledPackage[]): string {
  const parts = packages.map(
    ({ name, version, license, text }) =>
      `${'='.repeat(79)}\n${name} ${version} (${license})\n\n${text.trim()}\n`,
  );
  return `Parts of these packages are contained in mailgrant's built files.\n\n${parts.join('\n')}`;
}

function packageFolder(module: string): string | undefined {
  return /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(module)?.[1];
}

function readPackage(folder: string): BundledPackage {
  const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  // Every installed package has these fields; npm itself refuses to install one that lacks name or version.
  const { name, version, license } = manifest as { name: string; version: string; license?: string };
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  if (license === undefined || file === undefined || !existsSync(path.join(folder, file)))
    throw new Error(`${name} would be bundled without its licence text`);
  return { name, version, license, text: readFileSync(path.join(folder, file), 'utf8') };
}
