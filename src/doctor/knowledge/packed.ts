// Where the packed causes come from: from source they are packed on the spot. The build puts them into files and this file's
// place is taken by one that reads them (tools/knowledge.ts).

import { causes } from '../causes/index.ts';
import { corpus } from '../likeness/reports.ts';
import { type PackedFile, pack } from './pack.ts';

export function packed(file: PackedFile): Uint8Array {
  return new TextEncoder().encode(pack(file, causes, corpus));
}
