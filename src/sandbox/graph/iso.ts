// Times as Graph writes them in mail: UTC, whole seconds.

export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
