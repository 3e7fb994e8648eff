// mailgrant config print: every setting, its value, and where the value comes from.

import { type SettingName, settingTable } from '../../config/settings.ts';
import type { Command } from '../command.ts';
import { printRows } from '../output.ts';

const fields = ['name', 'value', 'from', 'env', 'about'] as const;

export const configPrint: Command = {
  name: 'config print',
  summary: 'Print every setting with its value and where it comes from',
  examples: [{ line: 'mailgrant config print', does: 'what is in force here' }],
  json: fields,
  async run(call) {
    const settings = await call.settings();
    const rows: Array<Record<(typeof fields)[number], string | undefined>> = (
      Object.keys(settingTable) as SettingName[]
    ).map((name) => {
      const { value, from } = settings.values[name];
      // A proxy's URL may have a password in it.
      const shown = name === 'key' && value !== undefined ? '***' : value?.replace(/\/\/[^@]*@/, '//***@');
      return { name, value: shown, from, env: settingTable[name].env, about: settingTable[name].about };
    });
    // Of the proxy's section what the file says: what it does not say, `mailgrant proxy --help` does.
    for (const [name, value] of flattened('proxy', settings.proxy)) {
      rows.push({ name, value, from: settings.configFile, env: '', about: 'See docs/proxy.md.' });
    }
    const columns = [
      { field: 'name', title: 'SETTING' },
      { field: 'value', title: 'VALUE' },
      { field: 'from', title: 'FROM' },
      { field: 'env', title: 'ENVIRONMENT' },
    ];
    printRows(call, rows, columns, { fields, empty: '' });
    if (call.streams.outIsTerminal) call.streams.err(`Configuration file: ${settings.configFile}`);
  },
};

/** A line for each value, under the path by which the file has it. */
function flattened(path: string, value: unknown): Array<[string, string]> {
  if (Array.isArray(value)) return [[path, value.join(', ')]];
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) => flattened(`${path}.${name}`, inner));
}
