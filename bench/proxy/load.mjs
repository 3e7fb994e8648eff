// The client of the proxy's benchmarks: small and quick, in a process of its own, so that its cost is nobody's. Reads one
// task as JSON from its first line of standard input and prints one result as JSON.

import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

const crlf = '\r\n';

/** A line of IMAP or SMTP: says something, waits until the answer matches. Literals are counted, not kept. */
async function open({ port, tls }) {
  const options = { port, host: '127.0.0.1' };
  const socket = tls ? connectTls({ ...options, rejectUnauthorized: false }) : connect(options);
  socket.setNoDelay(true);
  await new Promise((resolve, reject) => {
    socket.once(tls ? 'secureConnect' : 'connect', resolve);
    socket.once('error', reject);
  });
  let text = '';
  let wanted;
  let failed;
  const settle = () => {
    if (!wanted) return;
    if (wanted.until.test(text)) {
      const { resolve } = wanted;
      const answer = text;
      wanted = undefined;
      text = '';
      resolve(answer);
    } else if (failed) wanted.reject(failed);
  };
  const end = (error) => {
    failed ??= error ?? new Error(`the line ended after ${JSON.stringify(text.slice(-200))}`);
    settle();
  };
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    settle();
  });
  socket.on('error', end);
  socket.on('close', () => end());
  const wait = (until) =>
    new Promise((resolve, reject) => {
      wanted = { until, resolve, reject };
      settle();
    });
  const say = (line, until) => {
    socket.write(line + crlf);
    return wait(until);
  };
  return { socket, say, wait };
}

const xoauth2 = (user, token) =>
  Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`).toString('base64');

async function imapIn(task) {
  const line = await open(task);
  await line.wait(/^\* OK .*\r\n/);
  const { user, password, token } = task;
  const words = token ? `AUTHENTICATE XOAUTH2 ${xoauth2(user, token)}` : `LOGIN "${user}" "${password}"`;
  const answer = await line.say(`a1 ${words}`, /^a1 .*\r\n/m);
  if (!/^a1 OK/m.test(answer)) throw new Error(answer);
  return line;
}

async function submit(task) {
  const line = await open(task);
  const { user, password, token } = task;
  const expect = async (answer, code) => {
    const said = await answer;
    if (!said.includes(code)) throw new Error(said);
  };
  await expect(line.wait(/^\d{3} .*\r\n/m), '220');
  await expect(line.say('EHLO client.example', /^\d{3} .*\r\n/m), '250');
  const auth = token
    ? `AUTH XOAUTH2 ${xoauth2(user, token)}`
    : `AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`;
  await expect(line.say(auth, /^\d{3} .*\r\n/m), '235');
  await expect(line.say(`MAIL FROM:<${user}>`, /^\d{3} .*\r\n/m), '250');
  await expect(line.say(`RCPT TO:<${user}>`, /^\d{3} .*\r\n/m), '250');
  await expect(line.say('DATA', /^\d{3} .*\r\n/m), '354');
  await expect(
    line.say(`Subject: hello${crlf}${crlf}${`${'y'.repeat(72)}${crlf}`.repeat(56)}.`, /^\d{3} .*\r\n/m),
    '250',
  );
  await line.say('QUIT', /^\d{3} .*\r\n/m);
  line.socket.destroy();
}

/** `once` again and again, so many at a time, for so long. */
async function rate({ atOnce, seconds }, once) {
  const latencies = [];
  const startedMs = performance.now();
  const untilMs = startedMs + seconds * 1000;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < untilMs) {
        const beganMs = performance.now();
        await once();
        latencies.push(performance.now() - beganMs);
      }
    }),
  );
  const tookMs = performance.now() - startedMs;
  latencies.sort((a, b) => a - b);
  return {
    count: latencies.length,
    perSecond: latencies.length / (tookMs / 1000),
    p50Ms: latencies[latencies.length >> 1],
  };
}

const kinds = {
  logins: (task) =>
    rate(task, async () => {
      const line = await imapIn(task);
      await line.say('a2 LOGOUT', /^a2 .*\r\n/m);
      line.socket.destroy();
    }),
  submissions: (task) => rate(task, () => submit(task)),
  async noops(task) {
    const { say, socket } = await imapIn(task);
    const times = [];
    for (let round = 0; round < task.rounds + 200; round += 1) {
      const beganMs = performance.now();
      await say('a3 NOOP', /^a3 .*\r\n/m);
      // The first ones warm it up.
      if (round >= 200) times.push(performance.now() - beganMs);
    }
    socket.destroy();
    times.sort((a, b) => a - b);
    return { p50Us: times[times.length >> 1] * 1000, p99Us: times[Math.floor(times.length * 0.99)] * 1000 };
  },
  async fetch(task) {
    const { say, socket } = await imapIn(task);
    await say('a2 SELECT INBOX', /^a2 .*\r\n/m);
    socket.removeAllListeners('data');
    const startedMs = performance.now();
    let bytes = 0;
    const ended = new Promise((resolve, reject) => {
      socket.on('data', (chunk) => {
        bytes += chunk.length;
        if (chunk.length > 30 && chunk.toString('latin1', chunk.length - 30).includes('a3 OK')) resolve();
        else if (chunk.length <= 30 && chunk.includes('a3 OK')) resolve();
      });
      socket.on('close', () => reject(new Error('the line ended')));
    });
    socket.write(`a3 FETCH 1 BODY[]${crlf}`);
    await ended;
    const tookMs = performance.now() - startedMs;
    socket.destroy();
    return { bytes, mibPerSecond: bytes / 1024 / 1024 / (tookMs / 1000) };
  },
  /** Holds so many in IDLE until standard input ends. */
  async idle(task) {
    const lines = [];
    for (let at = 0; at < task.count; at += 50) {
      const batch = Array.from({ length: Math.min(50, task.count - at) }, async () => {
        const line = await imapIn(task);
        await line.say('a2 SELECT INBOX', /^a2 .*\r\n/m);
        await line.say('a3 IDLE', /^\+ .*\r\n/m);
        return line;
      });
      lines.push(...(await Promise.all(batch)));
    }
    return { held: lines.length, lines };
  },
};

let said = '';
for await (const chunk of process.stdin.setEncoding('utf8')) {
  said += chunk;
  if (!said.includes('\n')) continue;
  const task = JSON.parse(said.slice(0, said.indexOf('\n')));
  const { lines, ...result } = await kinds[task.kind](task);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (!lines) break;
  said = '';
}
process.exit(0);
