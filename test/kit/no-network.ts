// No test reaches beyond this machine. A connection to anything but loopback fails at once, by name, so that a
// forgotten real host name is a red test and not a slow one.
import net from 'node:net';

const loopback = /^(localhost|127(\.\d+){3}|::1|\[::1\]|.*\.localhost)$/i;
const original = net.Socket.prototype.connect;

net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: unknown[]): net.Socket {
  const first = (Array.isArray(args[0]) ? args[0][0] : args[0]) as { host?: string; path?: string } | unknown;
  const target =
    typeof first === 'object' && first !== null
      ? (first as { host?: string; path?: string })
      : { host: typeof args[1] === 'string' ? args[1] : undefined };
  if (!('path' in target && target.path) && target.host && !loopback.test(target.host)) {
    throw new Error(`a test tried to reach ${target.host}: tests talk to loopback only`);
  }
  return Reflect.apply(original, this, args) as net.Socket;
};
