// Blocks connections to other hosts, of tests and of WeChat's compiler, which then does without its
// list of file extensions.
const dns = require('node:dns');
const net = require('node:net');

const { lookup } = dns;
dns.lookup = (hostname, ...rest) => {
  if (/^(localhost|127\..*|::1)$/.test(hostname)) return lookup(hostname, ...rest);
  const error = Object.assign(new Error(`offline: ${hostname}`), { code: 'ENOTFOUND' });
  process.nextTick(rest.at(-1), error);
};

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...words) {
  const { host } = [words[0]].flat()[0] ?? {};
  if (typeof host === 'string' && /^\d/.test(host) && !host.startsWith('127.')) {
    return this.destroy(new Error(`offline: ${host}`));
  }
  return connect.apply(this, words);
};
