// A sandbox in a process of its own, to be killed: keeps itself in the folder that it is given, says where it listens in
// one line, and does what it is asked until somebody ends it.
import { startSandbox } from '../../src/sandbox/index.ts';

const sandbox = await startSandbox({ data: process.argv[2] });
const { servers, urls, ca } = sandbox;
process.stdout.write(`${JSON.stringify({ servers, urls, ca: ca.pem })}\n`);
// `close` ends it the polite way; then nothing is left that keeps the process.
process.stdin.once('data', () => {
  process.stdin.destroy();
  void sandbox.close();
});
