// Exports from a mailbox in memory, a line on standard output for each message that was written: to be killed at any of them.

import type { ExportFormat } from '../../src/mailbox/export/export.ts';
import { exportCorpus } from './export-corpus.ts';
import { memoryBox } from './memory-door.ts';

const [format = 'maildir', into = '', count = '0'] = process.argv.slice(2);
const { box } = memoryBox(exportCorpus(Number(count)));
await box.export('inbox', {
  // The test says one of the formats.
  format: format as ExportFormat,
  into,
  onProgress: ({ done }) => void process.stdout.write(`${done}\n`),
});
await box.close();
process.stdout.write('all\n');
