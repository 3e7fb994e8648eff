// Log lines on stderr: time, level, event, fields. Off unless MAILGRANT_LOG asks for them.

import type { Clock } from '../base/clock.ts';
import type { LogFields, Logger } from '../base/logger.ts';
import type { Streams } from './streams.ts';

const levels = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof levels)[number];

/** @param threshold - asked at each line: it may be another one while the process runs */
export function stderrLogger(
  threshold: () => string,
  streams: Streams,
  clock: Clock,
  bound: LogFields = {},
): Logger {
  const say =
    (level: Level) =>
    (event: string, fields: LogFields = {}): void => {
      const lowest = levels.indexOf(threshold() as Level);
      if (lowest < 0 || levels.indexOf(level) < lowest) return;
      const all = Object.entries({ ...bound, ...fields }).map(([name, value]) => `${name}=${written(value)}`);
      streams.err([new Date(clock.now()).toISOString(), level, event, ...all].join(' '));
    };
  return {
    debug: say('debug'),
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    child: (fields) => stderrLogger(threshold, streams, clock, { ...bound, ...fields }),
  };
}

function written(value: unknown): string {
  if (value instanceof Error) return JSON.stringify(value.message);
  return JSON.stringify(value) ?? 'undefined';
}
