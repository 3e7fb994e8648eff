// One client from its first byte to its last: the front until it has signed in, then its line to the server, mended where
// that can be proved to be the same to it. Decides nothing by itself: who may enter is the door keeper's affair, how a
// server is reached `connect`'s, what is said the front's. docs/adr/0096-the-proxy.md

import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { Clock } from '../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../base/deadline.ts';
import type { Logger } from '../base/logger.ts';
import { fail, isMailgrantError, type MailgrantError } from '../errors/error.ts';
import { nextChunk } from '../net/next-chunk.ts';
import { secureServerSide } from '../net/server-side-tls.ts';
import type { Admission, Doorkeeper } from './admission/admission.ts';
import { drained, listenMeanwhile, speaks } from './client-waits.ts';
import { meansConnection } from './follow/byes.ts';
import { ImapFollower, type MendPlan } from './follow/imap-follower.ts';
import type { Credentials, Front, FrontAction, ProxyProtocol } from './front/front.ts';
import { refusalText } from './front/refusal.ts';
import type { ProxyObserver } from './observer.ts';
import { ImapLimitListener, SmtpLimitListener } from './splice/limit-listeners.ts';
import { mend } from './splice/mend.ts';
import { SmtpSenders } from './splice/smtp-senders.ts';
import { type Follower, splice } from './splice/splice.ts';
import { worksHere } from './upstream/imap-capabilities.ts';
import { type LimitTold, limitInImapLine } from './upstream/limits-told.ts';
import type { Upstream } from './upstream/upstream.ts';

export interface SessionTools {
  readonly doorkeeper: Doorkeeper;
  /**
   * A server that has been signed in to for the client.
   *
   * @throws MailgrantError for whatever the client's user has to know
   */
  connect(admission: Admission, protocol: ProxyProtocol, signal: AbortSignal): Promise<Upstream>;
  /** Told of what the server says of its limits once the client is in: whoever comes next should know. */
  limited?(admission: Admission, protocol: ProxyProtocol, told: LimitTold): void;
  /** For STARTTLS: of the moment of the handshake. */
  readonly tls?: (() => SecureContext) | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits: SessionLimits;
  /** Mend IMAP sessions that the server ends. */
  readonly rescue: boolean;
  /** Told of every sign-in, the refused ones too. */
  onSignIn?(view: SessionView, user: string | undefined, refusal: MailgrantError | undefined): void;
  readonly observer?: ProxyObserver | undefined;
}

export interface SessionLimits {
  /** From the connection to the end of the sign-in. */
  readonly signInMs: number;
  /** For the header of a load balancer and the handshake of TLS, whenever it begins. */
  readonly arriveMs: number;
  /** From the greeting to the first thing that the client says. */
  readonly firstCommandMs: number;
  /** What a client may say while its sign-in is under way. */
  readonly earlyBytesMax: number;
}

export type SessionState = 'signing-in' | 'signed-in' | 'ended';

/** For whoever looks after the proxy. */
export interface SessionView {
  readonly id: number;
  readonly protocol: ProxyProtocol;
  readonly address: string;
  readonly sinceMs: number;
  readonly state: SessionState;
  readonly secure: boolean;
  readonly account: string | undefined;
  readonly mailbox: string | undefined;
  readonly password: string | undefined;
  readonly mended: number;
  /** From the client, and to it. */
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** A server that dies again before it has answered anything is not tried for ever. */
const mendsInARow = 2;
/** For a client to take what was written before the end; a line that is slower than that has been given up. */
const lastWordsMs = 10_000;

export class Session {
  readonly #tools: SessionTools;
  /** Undefined behind the sign-in: it is not needed any more, and there are many of us. */
  #front: Front | undefined;
  readonly #abort = new AbortController();
  readonly #id: number;
  readonly #protocol: ProxyProtocol;
  readonly #address: string;
  readonly #sinceMs: number;
  #client: Socket;
  #secure: boolean;
  #state: SessionState = 'signing-in';
  #admission: Admission | undefined;
  #follower: ImapFollower | undefined;
  #server: Socket | undefined;
  /** What the client said behind its sign-in, before there was anybody to hear it. */
  #early = Buffer.alloc(0);
  #mended = 0;
  #why = 'closed';

  /** @param start.client - paused; it belongs to the session from here on */
  constructor(
    start: {
      id: number;
      protocol: ProxyProtocol;
      address: string;
      client: Socket;
      secure: boolean;
      front: Front;
    },
    tools: SessionTools,
  ) {
    this.#tools = tools;
    this.#id = start.id;
    this.#protocol = start.protocol;
    this.#address = start.address;
    this.#client = start.client;
    this.#secure = start.secure;
    this.#front = start.front;
    this.#sinceMs = tools.clock.now();
    this.#hold(start.client);
  }

  get view(): SessionView {
    const { bytesRead, bytesWritten } = this.#client;
    return {
      id: this.#id,
      protocol: this.#protocol,
      address: this.#address,
      sinceMs: this.#sinceMs,
      state: this.#state,
      secure: this.#secure,
      account: this.#admission?.accountName,
      mailbox: this.#admission?.mailbox,
      password: this.#admission?.passwordName,
      mended: this.#mended,
      bytesIn: bytesRead,
      bytesOut: bytesWritten,
    };
  }

  /** Until the client is gone. Never rejects: what goes wrong is told to the client and to the log. */
  async run(): Promise<void> {
    const { log } = this.#tools;
    try {
      const upstream = await this.#signIn();
      if (upstream) await this.#serve(upstream);
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        this.#why = 'failed';
        log.error('proxy.session-failed', { session: this.#id, protocol: this.#protocol, error });
      }
    } finally {
      this.#state = 'ended';
      const { bytesIn, bytesOut, account, mailbox, mended } = this.view;
      this.#server?.destroy();
      // What was written last is still on its way; a client that does not take it is not waited for.
      const client = this.#client;
      // To the kernel an end is the same whether it is told first or not; to TLS it is not.
      if (client.writableLength === 0 && !(client instanceof TLSSocket)) client.destroy();
      else client.destroySoon();
      if (!client.destroyed) {
        const timer = this.#tools.clock.after(lastWordsMs, () => client.destroy(), { background: true });
        client.once('close', () => timer.cancel());
      }
      this.#admission?.leave();
      const seconds = Math.round((this.#tools.clock.now() - this.#sinceMs) / 1000);
      this.#tools.observer?.ended(this.#protocol, { why: this.#why, bytesIn, bytesOut });
      log.info('proxy.session-ended', {
        session: this.#id,
        protocol: this.#protocol,
        address: this.#address,
        account,
        mailbox,
        seconds,
        bytesIn,
        bytesOut,
        mended,
        why: this.#why,
      });
    }
  }

  /** Ends it from our side with as much politeness as the protocol allows at this moment. */
  end(error: MailgrantError): void {
    if (this.#abort.signal.aborted) return;
    this.#why = error.code;
    if (this.#front) this.#perform(this.#front.shutDown(error));
    else if (this.#follower && !this.#follower.midway) this.#sayBye(refusalText(error));
    this.#abort.abort(error);
  }

  /** @returns undefined where the client has left or was sent away */
  async #signIn(): Promise<Upstream | undefined> {
    const { clock, limits } = this.#tools;
    const limit = { clock, limitMs: limits.signInMs, signal: this.#abort.signal };
    try {
      return await withDeadline(limit, (signal) => this.#dialogue(signal));
    } catch (error) {
      if (!(error instanceof DeadlineExceeded)) throw error;
      this.#why = 'sign-in-timeout';
      const seconds = Math.round(error.limitMs / 1000);
      this.#perform(this.#front?.shutDown(fail('proxy-sign-in-timeout', { seconds })) ?? []);
      return undefined;
    }
  }

  async #dialogue(signal: AbortSignal): Promise<Upstream | undefined> {
    const front = this.#front;
    if (!front) throw new Error('a session is run once');
    let actions = front.greet();
    let silent = true;
    for (;;) {
      const wish = this.#perform(actions);
      if (wish === undefined) {
        // Whoever asks without end and reads no answer is not read either.
        if (this.#client.writableNeedDrain) await drained(this.#client, signal);
        const chunk = await (silent ? this.#firstChunk(signal) : nextChunk(this.#client, signal));
        if (!chunk) return undefined;
        silent = false;
        actions = front.push(chunk);
      } else if (wish.kind === 'end') {
        this.#why = wish.why;
        return undefined;
      } else if (wish.kind === 'start-tls') {
        if (!(await this.#startTls(signal))) return undefined;
        actions = front.secured();
      } else {
        const credentials = wish.kind === 'sign-in' ? wish.credentials : undefined;
        const answer = await this.#enter(credentials, signal);
        if (answer === undefined) return undefined;
        if (!isMailgrantError(answer.outcome)) {
          const upstream = answer.outcome;
          this.#perform(front.signedIn(upstream));
          this.#early = Buffer.concat([front.takeRest(), ...answer.early]);
          this.#front = undefined;
          return upstream;
        }
        actions = front.refused(answer.outcome);
        for (const chunk of answer.early) actions = [...actions, ...front.push(chunk)];
      }
    }
  }

  /** Whoever connects to sign in does so; whoever connects to hold a line is not waited for as long. */
  #firstChunk(signal: AbortSignal): Promise<Buffer | undefined> {
    const { clock, limits } = this.#tools;
    return nextChunk(this.#client, signal, { clock, limitMs: limits.firstCommandMs });
  }

  /** Says what is to be said; the wish that stands at the end, if there is one. */
  #perform(actions: readonly FrontAction[]): Exclude<FrontAction, { kind: 'send' }> | undefined {
    const [bytes, wishes]: [Buffer[], Exclude<FrontAction, { kind: 'send' }>[]] = [[], []];
    for (const action of actions) {
      if (action.kind === 'send') bytes.push(action.bytes);
      else wishes.push(action);
    }
    if (bytes.length > 0 && this.#client.writable) this.#client.write(Buffer.concat(bytes));
    return wishes[0];
  }

  async #startTls(signal: AbortSignal): Promise<boolean> {
    const { tls, log, clock, limits } = this.#tools;
    if (!tls) throw new Error('a front wishes for TLS that it was not offered');
    try {
      const limit = { clock, limitMs: limits.arriveMs, signal };
      this.#client = await withDeadline(limit, (signal) => secureServerSide(this.#client, tls(), signal));
    } catch (error) {
      if (signal.aborted) throw error;
      this.#why = 'tls-failed';
      log.info('proxy.tls-failed', { session: this.#id, address: this.#address, error });
      return false;
    }
    this.#hold(this.#client);
    this.#secure = true;
    return true;
  }

  /**
   * Admission, then the server. While both are asked the client is listened to: so it is noticed when it leaves, and
   * what it says is kept for later.
   */
  async #enter(
    credentials: Credentials | undefined,
    signal: AbortSignal,
  ): Promise<{ outcome: Upstream | MailgrantError; early: Buffer[] } | undefined> {
    signal.throwIfAborted();
    const startedMs = this.#tools.clock.now();
    const attempt = new AbortController();
    let gone = false;
    const said = (): boolean => this.#front?.hasRest ?? false;
    const waiting = listenMeanwhile(this.#client, this.#tools.limits.earlyBytesMax, said, () => {
      gone = true;
      attempt.abort(new Error('the client has left'));
    });
    const onAbort = (): void => attempt.abort(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const outcome = await this.#admitted(credentials, attempt.signal);
      const early = waiting.stop();
      this.#tellSignIn(outcome, credentials, startedMs);
      return { outcome, early };
    } catch (error) {
      waiting.stop();
      if (gone && !signal.aborted) {
        this.#why = 'client-left';
        return undefined;
      }
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  async #admitted(
    credentials: Credentials | undefined,
    signal: AbortSignal,
  ): Promise<Upstream | MailgrantError> {
    const { doorkeeper, connect } = this.#tools;
    const attempt = { protocol: this.#protocol, credentials, address: this.#address, signal };
    try {
      const admission = await doorkeeper.admit(attempt);
      try {
        const upstream = await connect(admission, this.#protocol, signal);
        if (signal.aborted) {
          upstream.socket.destroy();
          signal.throwIfAborted();
        }
        this.#admission = admission;
        this.#take(upstream);
        return upstream;
      } catch (error) {
        admission.leave();
        throw error;
      }
    } catch (error) {
      if (isMailgrantError(error) && !signal.aborted) return error;
      throw error;
    }
  }

  #tellSignIn(
    outcome: Upstream | MailgrantError,
    credentials: Credentials | undefined,
    startedMs: number,
  ): void {
    const { log, clock } = this.#tools;
    const refused = isMailgrantError(outcome) ? outcome : undefined;
    const ms = clock.now() - startedMs;
    this.#tools.onSignIn?.(this.view, credentials?.user, refused);
    this.#tools.observer?.signIn(this.#protocol, { ms, refusal: refused?.code });
    log.info(refused ? 'proxy.sign-in-refused' : 'proxy.signed-in', {
      session: this.#id,
      protocol: this.#protocol,
      address: this.#address,
      tls: this.#secure,
      mechanism: credentials?.mechanism ?? 'NETWORK',
      account: this.#admission?.accountName,
      mailbox: this.#admission?.mailbox,
      password: this.#admission?.passwordName,
      ms,
      ...(refused ? { code: refused.code } : {}),
    });
  }

  async #serve(first: Upstream): Promise<void> {
    const admission = this.#admission;
    if (!admission) throw new Error('nobody was admitted');
    this.#state = 'signed-in';
    const revoked = (): void => this.end(asOurs(admission.ended.reason));
    admission.ended.addEventListener('abort', revoked, { once: true });
    if (admission.ended.aborted) return revoked();
    const follower = this.#followed(admission, first);
    try {
      for (let upstream: Upstream | undefined = first; upstream; ) {
        const early = { fromClient: this.#early, fromServer: upstream.rest };
        this.#early = Buffer.alloc(0);
        const end = await splice({
          client: this.#client,
          server: upstream.socket,
          follower,
          early,
          signal: this.#abort.signal,
        });
        if (end.by === 'us') return;
        this.#why = end.by === 'client' ? 'client-left' : 'server-left';
        upstream.socket.destroy();
        upstream =
          end.by === 'server' && this.#follower ? await this.#mend(this.#follower, admission) : undefined;
      }
    } finally {
      admission.ended.removeEventListener('abort', revoked);
    }
  }

  /** Who looks at the bytes on their way: to mend the session, to judge senders, to hear of limits. */
  #followed(admission: Admission, first: Upstream): Follower | undefined {
    const onLimit = (told: LimitTold): void => this.#limited(admission, told);
    switch (this.#protocol) {
      case 'imap':
        if (!this.#tools.rescue) return new ImapLimitListener(onLimit);
        this.#follower = new ImapFollower({
          shows: worksHere,
          onLine(line) {
            const told = limitInImapLine(line);
            if (told) onLimit(told);
          },
        });
        return this.#follower;
      case 'smtp': {
        const { senders } = admission;
        return new SmtpLimitListener(onLimit, senders && new SmtpSenders(senders, first.capabilities));
      }
      case 'pop':
        // Exchange's POP was never seen to say such a thing behind the sign-in.
        return undefined;
    }
  }

  #limited(admission: Admission, told: LimitTold): void {
    this.#tools.limited?.(admission, this.#protocol, told);
    this.#tools.log.info('proxy.throttled', {
      session: this.#id,
      protocol: this.#protocol,
      account: admission.accountName,
      mailbox: admission.mailbox,
      seconds: Math.ceil(told.waitMs / 1000),
      answer: told.answer,
    });
  }

  /** @returns undefined where the session has to end; the client has been told then */
  async #mend(follower: ImapFollower, admission: Admission): Promise<Upstream | undefined> {
    const { log } = this.#tools;
    const bye = follower.bye;
    const loss = follower.serverLost();
    const details = { session: this.#id, account: admission.accountName, mailbox: admission.mailbox, bye };
    if (loss.kind === 'over') return undefined;
    if (bye !== undefined && !meansConnection(bye)) {
      // The server's own word for the client: too long idle, too many connections.
      if (loss.kind !== 'honest' || !loss.midway) this.#sayBye(bye);
      return undefined;
    }
    if (loss.kind === 'honest') {
      log.info('proxy.not-mended', { ...details, why: loss.why });
      if (!loss.midway) this.#sayBye(`The server has ended the session (${loss.why}). Sign in again.`);
      return undefined;
    }
    // It has left its IDLE, and waits for the answer: that needs no server.
    for (const line of loss.plan.answers) this.#client.write(line);
    try {
      // A client that waits for nothing may stay away for hours: it is mended for when it speaks.
      if (follower.quiet && !(await speaks(this.#client, this.#abort.signal))) return undefined;
      return await this.#mendedBy(loss.plan, follower, admission, details);
    } catch (error) {
      if (this.#abort.signal.aborted) throw error;
      log.info('proxy.not-mended', { ...details, error });
      this.#sayBye(
        isMailgrantError(error)
          ? refusalText(error)
          : 'The server cannot be reached any more. Sign in again.',
      );
      return undefined;
    }
  }

  async #mendedBy(
    plan: MendPlan,
    follower: ImapFollower,
    admission: Admission,
    details: Readonly<Record<string, unknown>>,
  ): Promise<Upstream | undefined> {
    const { connect, clock, log } = this.#tools;
    const signal = this.#abort.signal;
    for (let attempt = 1; ; attempt += 1) {
      const upstream = await connect(admission, 'imap', signal);
      this.#take(upstream);
      try {
        const { found, rest } = await mend(upstream, plan, { clock, signal });
        if (found.kind === 'not-found') {
          upstream.socket.destroy();
          log.info('proxy.not-mended', { ...details, why: found.why });
          this.#sayBye(`The server has ended the session, and ${found.why}. Sign in again.`);
          return undefined;
        }
        this.#mended += 1;
        this.#tools.observer?.mended(this.#protocol);
        log.info('proxy.mended', { ...details, attempt });
        if (found.exists !== undefined) {
          follower.told(found.exists);
          this.#client.write(`* ${found.exists} EXISTS\r\n`);
        }
        for (const line of plan.repeat) upstream.socket.write(line);
        return { ...upstream, rest };
      } catch (error) {
        upstream.socket.destroy();
        if (signal.aborted || attempt >= mendsInARow) throw error;
      }
    }
  }

  #sayBye(text: string): void {
    if (this.#client.writable)
      this.#client.write(`* BYE ${text.startsWith('[') ? '' : '[UNAVAILABLE] '}${text}\r\n`);
  }

  /** It is ours to end from here on. */
  #take({ socket }: Upstream): void {
    this.#server = socket;
    this.#hold(socket);
  }

  /** Whoever is between two listeners must not end the process by an error. */
  #hold(socket: Socket): void {
    socket.setNoDelay(true);
    socket.on('error', ignore);
  }
}

function ignore(): void {}

function asOurs(reason: unknown): MailgrantError {
  return isMailgrantError(reason) ? reason : fail('proxy-stopping', {});
}
