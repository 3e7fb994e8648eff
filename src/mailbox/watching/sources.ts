// From a door and its folders to what looks at them: the one place that knows every kind of source.

import { openImap } from '../../mail/imap/open.ts';
import type { MailboxContext } from '../context.ts';
import type { ReadService } from '../doors/door.ts';
import { enteredAs } from '../doors/entered-as.ts';
import { graphDoorOf } from '../doors/graph-door.ts';
import { popPlaceOf } from '../doors/pop.ts';
import { knownOf } from '../known.ts';
import type { WatchOptions, WatchStatus } from './events.ts';
import { GraphAlarms } from './graph-alarms.ts';
import { GraphPlace } from './graph-place.ts';
import { GraphSource } from './graph-source.ts';
import { imapPlaces } from './imap-place.ts';
import { ImapSource } from './imap-source.ts';
import { PopSource } from './pop-source.ts';
import type { FolderSource, SourceReport, WatchedFolder } from './source.ts';

export interface Sources {
  /** The source of the folder at this place of the list. */
  of(at: number): FolderSource;
  /** What the sources share; each of them is closed by who follows it. */
  close(): Promise<void>;
}

type Options = Pick<WatchOptions, 'notify' | 'pollMs'> & { readonly onStatus: (status: WatchStatus) => void };

const pollMsDefault = 30_000;

export function openSources(
  context: MailboxContext,
  by: ReadService,
  watched: readonly WatchedFolder[],
  options: Options,
): Promise<Sources> {
  if (by === 'graph') return graphSources(context, watched, options);
  const sources = by === 'imap' ? imapSources : popSources;
  return Promise.resolve(sources(context, watched, options));
}

function popSources(context: MailboxContext, watched: readonly WatchedFolder[], options: Options): Sources {
  const { clock, limits } = context.world;
  const place = popPlaceOf(context.world);
  const pollMs = options.pollMs ?? pollMsDefault;
  const sources = watched.map(({ path }) => {
    return new PopSource({ place, limits, clock, report: reportOf(path, options.onStatus), pollMs });
  });
  return listed(sources, () => Promise.resolve());
}

async function graphSources(
  context: MailboxContext,
  watched: readonly WatchedFolder[],
  options: Options,
): Promise<Sources> {
  const door = { ...graphDoorOf(context.world), extras: { refused: false } };
  const alarms = options.notify && (await GraphAlarms.open(door, options.notify));
  const sources = watched.map((one) => {
    const report = reportOf(one.path, options.onStatus);
    return new GraphSource({
      door,
      place: new GraphPlace(context, one),
      report,
      pollMs: options.pollMs ?? pollMsDefault,
      random: Math.random,
      alarm: alarms?.alarm(report),
    });
  });
  return listed(sources, () => alarms?.close() ?? Promise.resolve());
}

function imapSources(context: MailboxContext, watched: readonly WatchedFolder[], options: Options): Sources {
  const { account, tokens, servers, dialer, clock, log, limits } = context.world;
  const places = imapPlaces(
    watched.map(({ folder }) => folder.handle),
    {
      gate: limits.gate('imap'),
      clock,
      open: (signal) =>
        openImap({
          tokens,
          account: account.ref,
          known: knownOf(context.world),
          ...enteredAs(context.world),
          server: servers.imap,
          dialer,
          clock,
          log,
          signal,
        }),
    },
  );
  const pollMs = options.pollMs ?? pollMsDefault;
  const sources = places.map((place, at) => {
    const report = reportOf(watched[at]?.path ?? '', options.onStatus);
    return new ImapSource({ place, report, pollMs });
  });
  return listed(sources, () => Promise.resolve());
}

function listed(sources: readonly FolderSource[], close: () => Promise<void>): Sources {
  return {
    of: (at) => {
      const source = sources[at];
      if (!source) throw new RangeError(`there is no source ${at}`);
      return source;
    },
    close,
  };
}

function reportOf(folder: string, onStatus: (status: WatchStatus) => void): SourceReport {
  return {
    resynced: (reason) => onStatus({ kind: 'resynced', folder, reason }),
    subscription: (kind, subscription) => onStatus({ kind, folder, subscription }),
  };
}
