// Debian's Thunderbird without a window, told what to do through its own remote control (Marionette: JSON with its length
// in front, over a socket on loopback), in a profile that ends with the test.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** The wrapper `thunderbird` is a shell script, which would be ended in the place of the program. */
export const thunderbirdProgram = '/usr/lib/thunderbird/thunderbird-bin';

const startLimitMs = 60_000;

export interface Thunderbird {
  /** Runs the text of a function in the main window. @throws what it throws */
  run<T, A extends readonly unknown[]>(script: (...args: A) => Promise<T>, ...args: A): Promise<T>;
  close(): Promise<void>;
}

export async function openThunderbird(): Promise<Thunderbird> {
  const profile = mkdtempSync(join(tmpdir(), 'thunderbird-'));
  const port = await freePort();
  const settings = {
    'marionette.port': port,
    'app.update.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'mailnews.start_page.enabled': false,
    'mail.rights.version': 1,
    // Nothing outside this machine is asked for anything.
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': 9,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': 9,
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const words = ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote'];
  const child = spawn(thunderbirdProgram, [...words, '--profile', profile], {
    env: { HOME: profile, PATH: process.env['PATH'], LANG: 'C.UTF-8' },
    stdio: 'ignore',
  });
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const line = await reach(port, child);
    await line.ask('WebDriver:NewSession', {});
    await line.ask('Marionette:SetContext', { value: 'chrome' });
    await line.ask('WebDriver:SetTimeouts', { script: 60_000 });
    return {
      async run<T, A extends readonly unknown[]>(script: (...args: A) => Promise<T>, ...args: A) {
        const text = `return (${String(script)})(...arguments)`;
        const answer = await line.ask('WebDriver:ExecuteScript', { script: text, args });
        // The function's own promise, resolved over there.
        return (answer as { value: T }).value;
      },
      async close() {
        line.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function reach(port: number, child: ChildProcess): Promise<Line> {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return await Line.open(socket);
    } catch (error) {
      socket.destroy();
      if (child.exitCode !== null || Date.now() > deadline) throw error;
      await wait(100);
    }
  }
}

interface Asked {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

class Line {
  readonly #socket: Socket;
  readonly #asked = new Map<number, Asked>();
  #heard = Buffer.alloc(0);
  #count = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** @returns once the other side has greeted */
  static async open(socket: Socket): Promise<Line> {
    const line = new Line(socket);
    await new Promise<void>((resolve, reject) => {
      line.#asked.set(0, { resolve: () => resolve(), reject });
      socket.on('data', (chunk: Buffer) => line.#hear(chunk));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        for (const { reject } of line.#asked.values()) reject(new Error('Thunderbird has gone'));
      });
    });
    return line;
  }

  ask(name: string, parameters: unknown): Promise<unknown> {
    this.#count += 1;
    const id = this.#count;
    const text = JSON.stringify([0, id, name, parameters]);
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #hear(chunk: Buffer): void {
    this.#heard = Buffer.concat([this.#heard, chunk]);
    for (;;) {
      const colon = this.#heard.indexOf(':');
      const end = colon + 1 + Number(this.#heard.toString('latin1', 0, colon));
      if (colon === -1 || this.#heard.length < end) return;
      const message: unknown = JSON.parse(this.#heard.toString('utf8', colon + 1, end));
      this.#heard = this.#heard.subarray(end);
      // [1, id, error, result]; the greeting is no list.
      const [, id, error, result] = Array.isArray(message) ? (message as unknown[]) : [1, 0];
      const asked = this.#asked.get(Number(id));
      this.#asked.delete(Number(id));
      if (error) asked?.reject(new Error(JSON.stringify(error)));
      else asked?.resolve(result);
    }
  }
}
