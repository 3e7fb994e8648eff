// Which door a verb goes through. What was asked for (`via`) is obeyed or refused, never replaced; otherwise the first door
// in the verb's order that the account is connected for. Why this order: docs/adr/0075.

import { services as allServices, type Service } from '../base/token-source.ts';
import { fail } from '../errors/error.ts';

/** How to say it in a sentence: "POP cannot search". The order is the preference. */
const routes = {
  folders: { doors: ['imap', 'graph', 'pop'], says: 'list folders' },
  list: { doors: ['imap', 'graph', 'pop'], says: 'list messages' },
  read: { doors: ['imap', 'graph', 'pop'], says: 'read messages' },
  search: { doors: ['imap', 'graph', 'pop'], says: 'search' },
  flag: { doors: ['imap', 'graph'], says: 'set flags' },
  move: { doors: ['graph', 'imap'], says: 'move messages' },
  copy: { doors: ['imap', 'graph'], says: 'copy messages' },
  delete: { doors: ['graph', 'imap', 'pop'], says: 'delete messages' },
  append: { doors: ['imap', 'graph'], says: 'put messages into folders' },
  filing: { doors: ['imap', 'graph'], says: 'make, rename or remove folders' },
  draft: { doors: ['imap', 'graph'], says: 'keep drafts' },
  send: { doors: ['smtp', 'graph'], says: 'send' },
  watch: { doors: ['imap', 'graph', 'pop'], says: 'watch' },
  delta: { doors: ['graph', 'imap', 'pop'], says: 'tell what has changed' },
  profile: { doors: ['graph'], says: 'read the profile' },
  subscriptions: { doors: ['graph'], says: 'keep subscriptions' },
  export: { doors: ['imap', 'graph', 'pop'], says: 'export' },
} as const satisfies Record<string, { doors: readonly Service[]; says: string }>;

export type Verb = keyof typeof routes;

/** The doors that a verb may go through, in the order of preference. */
export function doorsFor(verb: Verb): readonly Service[] {
  return routes[verb].doors;
}

/**
 * @throws `verb-not-by-this-door` where `via` cannot do it, `verb-needs-service` where the account is connected for
 *   nothing that can
 */
export function routeOf(
  verb: Verb,
  options: {
    account: string;
    connected: readonly Service[];
    via?: Service | undefined;
    /** The account is an application's own: nobody signs in for it. */
    isApp?: boolean;
  },
): Service {
  const { account, connected, via, isApp = false } = options;
  const { doors, says } = routes[verb] as { doors: readonly Service[]; says: string };
  if (via !== undefined && !doors.includes(via)) {
    throw fail('verb-not-by-this-door', {
      service: via.toUpperCase(),
      verb: says,
      instead: doors.map((door) => `--via ${door}`).join(' or '),
    });
  }
  const fitting = doors.filter((door) => connected.includes(door) && (via === undefined || door === via));
  const [first] = fitting;
  if (first !== undefined) return first;
  const wanted = via === undefined ? doors : [via];
  const services = allServices.filter((one) => connected.includes(one) || one === wanted[0]).join(',');
  const slots = {
    account,
    verb: says,
    connected: connected.join(', '),
    wanted: wanted.join(' or '),
    services,
  };
  const hint = `Connect it again with more: mailgrant login ${account} --app-only --for ${services}`;
  throw fail('verb-needs-service', slots, isApp ? { hint } : {});
}
