// Where a report goes: a file that only its owner can read, or standard output; and what of this machine is in it.

import { writeFile } from 'node:fs/promises';
import { arch, homedir, platform, release } from 'node:os';
import { resolve } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { type ReportedSetting, type ReportInput, writeReport } from '../doctor/checks/report/write-report.ts';
import { fail } from '../errors/error.ts';
import { onDisk } from '../mailbox/reading/whole-file.ts';
import type { Call } from './command.ts';
import { version } from './version.ts';

/** A word with a slash or an ending; an address has an ending as well, and is whom the doctor looks at. */
export function isReportFile(word: string): boolean {
  return word === '-' || /[/\\]/.test(word) || /^[^@]+\.[A-Za-z0-9]{1,8}$/.test(word);
}

/** Whether a report is wanted, and whether it takes the place of what the command prints. */
export function reportWanted(call: Call): { readonly wanted: boolean; readonly toStdout: boolean } {
  const { report, json } = call.options;
  const toStdout = report === '-';
  if (toStdout && json !== undefined) {
    throw fail('usage', {
      problem: 'a report and JSON cannot both be standard output',
      help: 'mailgrant help doctor',
    });
  }
  return { wanted: report !== undefined, toStdout };
}

type Found = Omit<ReportInput, 'versions' | 'settings' | 'maskAddresses'>;

/** Writes it, and says where it is and whether it names anybody. @throws `save-exists`, `save-refused`, `save-disk-full` */
export async function putReport(call: Call, found: Found): Promise<void> {
  const { streams, options } = call;
  const mask = options['maskAddresses'] === true;
  const chosen = await call.settings();
  if (chosen.key) found.secrets.keep(chosen.key);
  const page = writeReport({
    ...found,
    versions: [
      `mailgrant ${version()}`,
      `Node.js ${process.versions.node} (OpenSSL ${process.versions.openssl})`,
      `${platform()} ${release()} ${arch()}`,
    ],
    settings: settingsOf(chosen),
    maskAddresses: mask,
  });
  if (options['report'] === '-') return streams.write(page);
  const named = options['report'];
  const file = resolve(typeof named === 'string' ? named : fileName(found.atMs));
  try {
    // 'wx': what is there is somebody's, and a link to elsewhere is not followed.
    await onDisk(file, () => writeFile(file, page, { mode: 0o600, flag: 'wx' }));
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw fail('save-exists', { file }, { cause: error, hint: 'Name another file: --report <file>' });
  }
  streams.err('');
  streams.err(
    `The report is in ${file}, readable by you alone. No token, code, secret or key is in it; nor is mail.`,
  );
  streams.err(
    mask
      ? 'Mail addresses have other names in it; server names and tenant ids are as they are. Read it before you send it.'
      : 'Mail addresses are in it as they are; --mask-addresses gives them other names. Read it before you send it.',
  );
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'save-exists';
}

/** In the folder where one is: that is where one looks for it. */
function fileName(atMs: number): string {
  return `mailgrant-report-${new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')}.md`;
}

/** Values of which somebody else decides what is in them. */
const unseen: ReadonlySet<string> = new Set(['key', 'hook']);

function settingsOf({ values, configFile }: Settings): ReportedSetting[] {
  const rows = Object.entries(values).map(([name, { value, from }]) => ({
    name,
    value:
      value === undefined ? '' : unseen.has(name) ? '(set)' : atHome(value).replace(/\/\/[^@/]*@/, '//***@'),
    from: atHome(from),
  }));
  return [...rows, { name: 'configuration file', value: atHome(configFile), from: '' }];
}

/** The name of a home folder is the name of a person. */
function atHome(text: string): string {
  const home = homedir();
  return home.length > 1 && text.startsWith(home) ? `~${text.slice(home.length)}` : text;
}
