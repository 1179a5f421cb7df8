/**
 * Loaded before a peer: what it sends to api.weixin.qq.com goes to the sandbox on loopback, and nothing goes anywhere else.
 * The peer's own code stays as it was published.
 */
const http = require('node:http');
const https = require('node:https');

const sandbox = new URL(process.env.SANDBOX_URL);

https.request = (options, onResponse) => {
  const host = options.hostname ?? options.host;
  if (host !== 'api.weixin.qq.com') throw new Error(`A client tried to reach ${host}.`);
  const { hostname, port } = sandbox;
  return http.request(
    { ...options, protocol: 'http:', host: hostname, hostname, port, agent: undefined },
    onResponse,
  );
};
