// Where mailgrant keeps its things, after the XDG Base Directory Specification 0.8 and the customs of macOS and Windows.

import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Paths {
  readonly configFile: string;
  readonly store: string;
  readonly keyFile: string;
}

export function defaultPaths(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Paths {
  const { config, data } = directories(env, platform);
  return {
    configFile: join(config, 'mailgrant', 'config.yaml'),
    store: join(data, 'mailgrant', 'mailgrant.db'),
    keyFile: join(config, 'mailgrant', 'key'),
  };
}

/** For what can be made again at any time. */
export function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = env['HOME'] || homedir();
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'mailgrant', 'cache');
  const customary = platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
  return join(absolute(env['XDG_CACHE_HOME']) ?? customary, 'mailgrant');
}

function directories(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): { config: string; data: string } {
  const home = env['HOME'] || homedir();
  if (platform === 'win32') {
    const roaming = env['APPDATA'] || join(home, 'AppData', 'Roaming');
    return { config: roaming, data: env['LOCALAPPDATA'] || roaming };
  }
  const support = join(home, 'Library', 'Application Support');
  return {
    config: absolute(env['XDG_CONFIG_HOME']) ?? (platform === 'darwin' ? support : join(home, '.config')),
    data: absolute(env['XDG_DATA_HOME']) ?? (platform === 'darwin' ? support : join(home, '.local', 'share')),
  };
}

/** The specification: "All paths set in these environment variables must be absolute", others are ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') ? path : undefined;
}
