// What `mailgrant proxy` is told by options and by its section of the configuration file, as what the proxy can take over
// while it runs. Read once at the start, and again on SIGHUP.

import { dirname, join } from 'node:path';
import type { ServedWays } from '../../app/proxy/serve.ts';
import type { ProxySection, ProxySectionLimits } from '../../config/proxy-section.ts';
import type { Settings } from '../../config/settings.ts';
import { fail } from '../../errors/error.ts';
import type { PlaceNumbers } from '../../proxy/admission/places.ts';
import type { TrustedNetwork } from '../../proxy/admission/trusted-networks.ts';
import { type ProxyLimits, proxyLimits } from '../../proxy/proxy.ts';
import { type Call, optionText, optionTexts } from '../command.ts';

export const proxyHelp = 'mailgrant proxy --help';

const graceSeconds = 10;
/** Of these, a word on the command line is the whole truth: what the file says of the others of its group is not meant. */
const together = [
  ['imap', 'pop', 'smtp'],
  ['tlsCert', 'tlsKey', 'tlsLocal'],
];

/** What the file says, where nothing was typed. */
export function withSection(call: Call, { limits: _, ...section }: ProxySection): Call {
  const typed = Object.entries(call.options).filter(([, value]) => value !== undefined);
  const said = new Set(typed.map(([name]) => name));
  const meant = Object.entries(section).filter(
    ([name]) => !together.some((group) => group.includes(name) && group.some((other) => said.has(other))),
  );
  return { ...call, options: { ...Object.fromEntries(meant), ...Object.fromEntries(typed) } };
}

/** @param call - with its section. @throws `usage` */
export function waysOf(call: Call, settings: Settings): ServedWays {
  const [cert, key] = [optionText(call, 'tlsCert'), optionText(call, 'tlsKey')];
  if ((cert === undefined) !== (key === undefined)) {
    throw fail('usage', { problem: '--tls-cert and --tls-key belong together', help: proxyHelp });
  }
  const localNames = optionTexts(call, 'tlsLocal');
  if (localNames.length > 0 && cert !== undefined) {
    throw fail('usage', { problem: '--tls-local and --tls-cert exclude each other', help: proxyHelp });
  }
  const told = settings.proxy.limits ?? {};
  return {
    identity: cert !== undefined && key !== undefined ? { cert, key } : undefined,
    local: localNames.length > 0 ? { folder: tlsFolder(settings), names: localNames } : undefined,
    name: optionText(call, 'name') ?? localNames[0] ?? 'localhost',
    rescue: call.options['passThrough'] !== true,
    loadBalancers: optionTexts(call, 'loadBalancer'),
    places: placesOf(call),
    limits: limitsOf(call, told),
    oldAuthLine: call.options['oldAuthLine'] === true,
    trusted: optionTexts(call, 'trust').map(trustOf),
    graceMs: (told.graceSeconds ?? graceSeconds) * 1000,
  };
}

/** Where an authority of our own is kept. */
export function tlsFolder(settings: Settings): string {
  return join(dirname(settings.get('store') ?? ''), 'proxy-tls');
}

/** Whoever runs a service reads its log without having asked for one. */
export function logLevelOf(settings: Settings): string {
  return settings.values.logLevel.from === 'default' ? 'info' : (settings.get('logLevel') ?? 'info');
}

function countOf(call: Call, name: string, flag: string): number | undefined {
  const text = optionText(call, name);
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw fail('usage', { problem: `${flag} takes a number from 1, not "${text}"`, help: proxyHelp });
}

function limitsOf(call: Call, told: ProxySectionLimits): ProxyLimits {
  const { front, idleMs, waiting, ...times } = proxyLimits;
  const ms = (count: number | undefined, unit: number, otherwise: number): number =>
    count === undefined ? otherwise : count * unit;
  return {
    arriveMs: ms(told.handshakeSeconds, 1_000, times.arriveMs),
    firstCommandMs: ms(told.firstCommandSeconds, 1_000, times.firstCommandMs),
    signInMs: ms(told.signInSeconds, 1_000, times.signInMs),
    serverMs: ms(told.serverSeconds, 1_000, times.serverMs),
    earlyBytesMax: told.earlyBytes ?? times.earlyBytesMax,
    waiting: {
      perAddress: countOf(call, 'waitingPerAddress', '--waiting-per-address') ?? waiting.perAddress,
      inAll: countOf(call, 'waiting', '--waiting') ?? waiting.inAll,
    },
    front: {
      lineBytesMax: told.lineBytes ?? front.lineBytesMax,
      literalBytesMax: told.literalBytes ?? front.literalBytesMax,
      errorsMax: told.mistakes ?? front.errorsMax,
      signInsMax: told.failedSignIns ?? front.signInsMax,
    },
    idleMs: {
      imap: ms(told.imapIdleMinutes, 60_000, idleMs.imap),
      pop: ms(told.popIdleMinutes, 60_000, idleMs.pop),
      smtp: ms(told.smtpIdleMinutes, 60_000, idleMs.smtp),
    },
  };
}

function placesOf(call: Call): Partial<PlaceNumbers> {
  const perMailbox = countOf(call, 'perMailbox', '--per-mailbox');
  const perAddress = countOf(call, 'perAddress', '--per-address');
  return {
    ...(perMailbox === undefined ? {} : { perMailbox }),
    ...(perAddress === undefined ? {} : { perAddress }),
  };
}

function trustOf(text: string): TrustedNetwork {
  const [network = '', account = '', ...more] = text.split('=');
  if (account !== '' && more.length === 0) return { network, account };
  throw fail('usage', { problem: `--trust takes network=account, not "${text}"`, help: proxyHelp });
}
