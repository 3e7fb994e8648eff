// Attachments and messages into files: under names that are safe, whole or not at all, never over what is there unless told.

import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, isMailgrantError, MailgrantError } from '../../errors/error.ts';
import type { AttachmentContent } from '../../mime/attachments.ts';
import type { MailboxContext } from '../context.ts';
import { makeFolder } from '../make-folder.ts';
import type { VerbOptions } from '../verb-options.ts';
import { getMessage, messageSource } from '../verbs/get.ts';
import { emlName } from './message-file-name.ts';
import { attachmentsById } from './read.ts';
import { freeName, safeName } from './safe-name.ts';
import { codeOf, type Disk, onDisk, writeWholeFile } from './whole-file.ts';

export interface SavedFile {
  readonly file: string;
  readonly bytes: number;
  /** Of an attachment: its part number. */
  readonly part?: string | undefined;
  /** As the sender calls it. */
  readonly name?: string | undefined;
}

export interface SaveProgress {
  readonly file: string;
  /** So far. */
  readonly bytes: number;
  readonly done: boolean;
}

export interface SaveOptions extends VerbOptions {
  readonly overwrite?: boolean | undefined;
  readonly onProgress?: ((progress: SaveProgress) => void) | undefined;
  readonly disk?: Disk | undefined;
}

/**
 * @param options - `only`: part numbers or names; all of them by default
 * @throws `attachment-unknown`, `save-exists`, `save-disk-full`, `save-refused`; what was saved before that stays, and its
 *   names are in the details of the error as `saved`
 */
export async function saveAttachments(
  context: MailboxContext,
  id: string,
  folder: string,
  options: SaveOptions & { only?: readonly string[] | undefined },
): Promise<readonly SavedFile[]> {
  const { only } = options;
  const wanted = only === undefined ? undefined : new Set(only);
  const seen: string[] = [];
  const saved: SavedFile[] = [];
  const taken = new Set<string>();
  await onDisk(folder, () => makeFolder(folder));
  try {
    for await (const attachment of attachmentsById(context, id, { ...options, reuse: true })) {
      const { part, name } = attachment;
      seen.push(name ?? part);
      const fits =
        wanted === undefined || wanted.delete(part) || (name !== undefined && only?.includes(name));
      if (name !== undefined) wanted?.delete(name);
      if (fits) saved.push(await saveOne(attachment, folder, taken, options));
    }
  } catch (error) {
    throw withSaved(error, saved);
  }
  const [missing] = wanted ?? [];
  if (missing !== undefined) {
    const names = seen.length === 0 ? 'no attachments' : seen.join(', ');
    throw fail('attachment-unknown', { id, wanted: missing, names, saved: saved.map(({ file }) => file) });
  }
  return saved;
}

/** Into that file, or, where it is a folder, under a name of date and subject in it. */
export async function saveMessage(
  context: MailboxContext,
  id: string,
  place: string,
  options: SaveOptions,
): Promise<SavedFile> {
  const isFolder = await isDirectory(place);
  const file = isFolder ? join(place, `${emlName(await getMessage(context, id, options))}.eml`) : place;
  const { overwrite, onProgress, disk } = options;
  await onDisk(file, () => makeFolder(dirname(file)));
  const onBytes = (bytes: number): void => onProgress?.({ file, bytes, done: false });
  const bytes = await writeWholeFile(file, messageSource(context, id, options), { overwrite, onBytes, disk });
  onProgress?.({ file, bytes, done: true });
  return { file, bytes };
}

async function saveOne(
  { part, kind, name, type, content }: AttachmentContent,
  folder: string,
  taken: Set<string>,
  options: SaveOptions,
): Promise<SavedFile> {
  const { overwrite, onProgress, disk } = options;
  const base = kind === 'message' ? 'message' : 'attachment';
  const file = join(folder, freeName(safeName(name, { base: `${base}-${part}`, type }), taken));
  const onBytes = (bytes: number): void => onProgress?.({ file, bytes, done: false });
  const bytes = await writeWholeFile(file, content, { overwrite, onBytes, disk });
  onProgress?.({ file, bytes, done: true });
  return { file, bytes, part, name };
}

/** The same error, which also says what is on the disk by now. */
function withSaved(error: unknown, saved: readonly SavedFile[]): unknown {
  if (!isMailgrantError(error)) return error;
  const files = saved.map(({ file }) => file);
  const { code, details, cause, hint, retry, retryAfterMs } = error;
  return new MailgrantError(code, { ...details, saved: files }, { cause, hint, retry, retryAfterMs });
}

async function isDirectory(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}
