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
    const rows = (Object.keys(settingTable) as SettingName[]).map((name) => {
      const { value, from } = settings.values[name];
      // A proxy's URL may have a password in it.
      const shown = name === 'key' && value !== undefined ? '***' : value?.replace(/\/\/[^@]*@/, '//***@');
      return { name, value: shown, from, env: settingTable[name].env, about: settingTable[name].about };
    });
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
