import net from 'node:net';

/**
 * Refuses connections from the test's process to other machines. Browsers have
 * dev/browser/launch-browser.ts, functions the local cloud's check of their base URL.
 */
const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

// Node's own method, called below with its `this`.
// eslint-disable-next-line @typescript-eslint/unbound-method
const connect = net.Socket.prototype.connect;

function hostOf(args: readonly unknown[]): string | undefined {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && typeof first.path === 'string') return undefined;
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
  }
  if (typeof first === 'number') return typeof args[1] === 'string' ? args[1] : 'localhost';
  return undefined;
}

net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: unknown[]) {
  const host = hostOf(args);
  if (host !== undefined && !LOOPBACK.test(host)) {
    throw new Error(`A test tried to reach ${host}. Tests talk to loopback only.`);
  }
  return Reflect.apply(connect, this, args) as net.Socket;
};
