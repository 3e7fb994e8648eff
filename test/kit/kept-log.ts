// A log that is kept, for proofs of what somebody who looks after a service would have read.

import type { LogFields, Logger } from '../../src/base/logger.ts';

export interface KeptLog extends Logger {
  readonly lines: ReadonlyArray<{ readonly event: string; readonly fields: LogFields }>;
  /** Of this event, since the last time that they were taken. */
  take(event: string): readonly LogFields[];
}

export function keptLog(): KeptLog {
  const lines: Array<{ event: string; fields: LogFields }> = [];
  const keep =
    (bound: LogFields) =>
    (event: string, fields: LogFields = {}): void => {
      lines.push({ event, fields: { ...bound, ...fields } });
    };
  const logger = (bound: LogFields): Logger => ({
    debug: keep(bound),
    info: keep(bound),
    warn: keep(bound),
    error: keep(bound),
    child: (fields) => logger({ ...bound, ...fields }),
  });
  return {
    ...logger({}),
    lines,
    take(event) {
      const taken = lines.filter((line) => line.event === event);
      const others = lines.filter((line) => line.event !== event);
      lines.splice(0, lines.length, ...others);
      return taken.map(({ fields }) => fields);
    },
  };
}
