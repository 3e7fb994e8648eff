// Prometheus' text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats), read with no mercy, and its
// naming rules as `promtool check metrics` applies them.

const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const sample =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

/** Every sample by its name and labels. @throws Error with the line that is wrong */
export function readPrometheus(text: string): Map<string, number> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const samples = new Map<string, number>();
  const types = new Map<string, string>();
  const helped = new Set<string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, kind, of = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (kind !== undefined) {
      const known = kind === 'TYPE' ? types.has(of) : helped.has(of);
      if (!name.test(of) || known) throw new Error(line);
      if (kind === 'HELP') helped.add(of);
      else types.set(of, rest);
      continue;
    }
    const [, of2 = '', labels = '', value = ''] = sample.exec(line) ?? [];
    const family = types.has(of2) ? of2 : of2.replace(/_(?:bucket|sum|count)$/, '');
    const type = types.get(family);
    const key = `${of2}{${labels}}`;
    if (!type || !helped.has(family) || samples.has(key)) throw new Error(line);
    if ((type === 'counter') !== /_total$/.test(of2)) throw new Error(`not named as a ${type}: ${line}`);
    if (type === 'counter' && Number(value) < 0) throw new Error(line);
    samples.set(key, Number(value));
  }
  return samples;
}
