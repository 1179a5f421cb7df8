// Blocks connections to other hosts, of tests and of WeChat's compiler, which then does without its
// list of file extensions. A test that tries one fails.
const dns = require('node:dns');
const net = require('node:net');

const LOCAL = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Hosts that were refused since the last check. */
const refused = [];

function refusalOf(host) {
  refused.push(host);
  return Object.assign(new Error(`offline: ${host}`), { code: 'ENOTFOUND' });
}

// An earlier test file of the same process has replaced these, too.
const lookup = dns.lookup.original ?? dns.lookup;
const connect = net.Socket.prototype.connect.original ?? net.Socket.prototype.connect;

function lookupHere(hostname, ...rest) {
  if (LOCAL.test(hostname)) return lookup(hostname, ...rest);
  process.nextTick(rest.at(-1), refusalOf(hostname));
}

/** Takes (options), ([options]) as Node's own modules do, (port, host) or (path). */
function connectHere(...words) {
  const options = [words[0]].flat()[0];
  const host = typeof options === 'object' ? options?.host : words[1];
  // Without a host, it is this machine or a pipe.
  if (typeof host !== 'string' || host === '' || LOCAL.test(host))
    return connect.apply(this, words);
  const refusal = refusalOf(host);
  // TLS still sets the server's name after this call.
  this.connecting = true;
  process.nextTick(() => this.destroy(refusal));
  return this;
}

dns.lookup = Object.assign(lookupHere, { original: lookup });
net.Socket.prototype.connect = Object.assign(connectHere, { original: connect });

function check() {
  const hosts = refused.splice(0);
  if (hosts.length > 0) throw new Error(`Connections to other hosts: ${hosts.join(', ')}`);
}

// Neither is there while the compiler runs.
globalThis.afterEach?.(check);
globalThis.afterAll?.(check);
