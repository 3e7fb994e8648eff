// The table of commands. Each is loaded when it is called (or when help is asked for), so that none waits for the others.

import type { Command } from './command.ts';

/** In the order in which help lists them. */
export const commandTable = {
  login: async () => (await import('./commands/login.ts')).login,
  token: async () => (await import('./commands/token.ts')).token,
  import: async () => (await import('./commands/import.ts')).importCommand,
  accounts: async () => (await import('./commands/accounts.ts')).accounts,
  whoami: async () => (await import('./commands/whoami.ts')).whoami,
  folders: async () => (await import('./commands/folders.ts')).folders,
  inbox: async () => (await import('./commands/list.ts')).inbox,
  list: async () => (await import('./commands/list.ts')).list,
  read: async () => (await import('./commands/read.ts')).read,
  search: async () => (await import('./commands/search.ts')).search,
  save: async () => (await import('./commands/save.ts')).save,
  send: async () => (await import('./commands/send.ts')).send,
  reply: async () => (await import('./commands/answer.ts')).reply,
  forward: async () => (await import('./commands/answer.ts')).forward,
  draft: async () => (await import('./commands/draft.ts')).draft,
  flag: async () => (await import('./commands/flag.ts')).flag,
  move: async () => (await import('./commands/move.ts')).move,
  copy: async () => (await import('./commands/move.ts')).copy,
  delete: async () => (await import('./commands/delete.ts')).deleteCommand,
  append: async () => (await import('./commands/append.ts')).append,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  profile: async () => (await import('./commands/profile.ts')).profile,
  watch: async () => (await import('./commands/watch.ts')).watch,
  delta: async () => (await import('./commands/delta.ts')).delta,
  subscriptions: async () => (await import('./commands/subscriptions.ts')).subscriptions,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  explain: async () => (await import('./commands/explain.ts')).explain,
  'account rename': async () => (await import('./commands/account-rename.ts')).accountRename,
  refresh: async () => (await import('./commands/refresh.ts')).refresh,
  logout: async () => (await import('./commands/logout.ts')).logout,
  'app add': async () => (await import('./commands/app-add.ts')).appAdd,
  'app list': async () => (await import('./commands/app-list.ts')).appList,
  'app remove': async () => (await import('./commands/app-remove.ts')).appRemove,
  'app manifest': async () => (await import('./commands/app-manifest.ts')).appManifest,
  'app-password create': async () => (await import('./commands/app-password-create.ts')).appPasswordCreate,
  'app-password list': async () => (await import('./commands/app-password-list.ts')).appPasswordList,
  'app-password rename': async () => (await import('./commands/app-password-revoke.ts')).appPasswordRename,
  'app-password revoke': async () => (await import('./commands/app-password-revoke.ts')).appPasswordRevoke,
  proxy: async () => (await import('./commands/proxy.ts')).proxy,
  'keys show': async () => (await import('./commands/keys.ts')).keysShow,
  'keys rotate': async () => (await import('./commands/keys.ts')).keysRotate,
  'keys move': async () => (await import('./commands/keys.ts')).keysMove,
  'config print': async () => (await import('./commands/config-print.ts')).configPrint,
  sandbox: async () => (await import('./commands/sandbox.ts')).sandbox,
  demo: async () => (await import('./commands/demo.ts')).demo,
  completion: async () => (await import('./commands/completion.ts')).completion,
} as const satisfies Record<string, () => Promise<Command>>;

/** The commands that the first words of a command line may mean: one, or all when none is named. */
export async function loadCommands(words: readonly string[]): Promise<Command[]> {
  const names = Object.keys(commandTable) as Array<keyof typeof commandTable>;
  const [first = '', second = ''] = words;
  const named = names.filter((name) => name === first || name === `${first} ${second}`);
  const group = named.length > 0 ? named : names;
  return Promise.all(group.map((name) => commandTable[name]()));
}
