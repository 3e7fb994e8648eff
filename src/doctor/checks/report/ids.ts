// The ids by which a vendor's support finds its own record of what happened, wherever they stand: Entra's trace and
// correlation ids, Graph's request ids, the session that Exchange names in brackets behind a refusal.

export interface FoundId {
  readonly kind: string;
  readonly id: string;
  readonly where: string;
}

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const patterns: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['Trace ID', new RegExp(`\\bTrace ID: (${guid})`, 'gi')],
  ['Trace ID', new RegExp(`"trace_id": ?"(${guid})"`, 'gi')],
  ['Correlation ID', new RegExp(`\\bCorrelation ID: (${guid})`, 'gi')],
  ['Correlation ID', new RegExp(`"correlation_id": ?"(${guid})"`, 'gi')],
  ['Timestamp', /\bTimestamp: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ)/g],
  ['client-request-id', new RegExp(`\\bclient-request-id"?: "?(${guid})`, 'gi')],
  ['request-id', new RegExp(`(?<!client-)(?<!x-ms-)\\brequest-id"?: "?(${guid})`, 'gi')],
  ['x-ms-request-id', new RegExp(`\\bx-ms-request-id: (${guid})`, 'gi')],
  // `[AM0PR02CA0134.eurprd02.prod.outlook.com 2024-07-11T11:46:49.042Z 08DCA18218166FB4]`
  ['Exchange', /\[([A-Za-z0-9.-]{4,100} \d{4}-\d\d-\d\dT[\d:.]{8,16}Z [0-9A-F]{16})\]/g],
];

/** A ticket wants a handful; a loop of refusals would bring hundreds. */
const idsMax = 60;

export function idsIn(texts: readonly { readonly where: string; readonly text: string }[]): FoundId[] {
  const found = new Map<string, FoundId>();
  for (const { where, text } of texts) {
    for (const [kind, pattern] of patterns) {
      for (const [, id = ''] of text.matchAll(pattern)) {
        const known = found.get(`${kind} ${id}`);
        // Beside a check's words it is known from a talk as well, and the talk says where.
        if (!known || known.where === '') found.set(`${kind} ${id}`, { kind, id, where });
      }
    }
  }
  return [...found.values()].slice(0, idsMax);
}
