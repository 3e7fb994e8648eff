// A file for each message, to the byte as the server has it, under a name that people find again: date and subject.

import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { makeFolder } from '../make-folder.ts';
import { emlName } from '../reading/message-file-name.ts';
import { freeName } from '../reading/safe-name.ts';
import { type Disk, onDisk } from '../reading/whole-file.ts';
import { BatchOfFiles, digestOf, type Places } from './batch-of-files.ts';
import type { Sink, ToWrite } from './sink.ts';

const temporary = /^\.[0-9a-f]{24}\.part$/;

export async function openEmlFolder(root: string, parts: { disk: Disk; clock: Clock }): Promise<Sink> {
  await onDisk(root, () => makeFolder(root));
  const names = await readdir(root);
  for (const name of names) if (temporary.test(name)) await unlink(join(root, name));
  const taken = new Set(names.map((name) => name.toLowerCase()));
  const files = new BatchOfFiles(root, parts);
  const placesOf = (given: ToWrite): Places => {
    const file = freeName(`${emlName(given.message)}.eml`, taken);
    return { temporary: `.${digestOf(given)}.part`, file };
  };
  return {
    add: (given, pieces) => files.add(given, pieces, placesOf(given)),
    addWhole: (given, octets) => files.addWhole(given, octets, placesOf(given)),
    seal: () => files.seal(),
    publish: () => files.publish(),
    async recover(plan) {
      const there = new Set(await readdir(root));
      return plan.filter(({ file }) => there.has(file));
    },
    drop: () => files.drop(),
    close: () => files.drop(),
  };
}
