// What a part of the product may say about its work: constant event names with fields, never sentences built from
// pieces. Where the lines go is decided in app/. "error" means that somebody must act; an expected refusal is "info".

export type LogFields = Readonly<Record<string, unknown>>;

export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A logger that adds `fields` to every line: one for each connection or job. */
  child(fields: LogFields): Logger;
}

/** Says nothing: the default of a library. */
export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silentLogger,
};
