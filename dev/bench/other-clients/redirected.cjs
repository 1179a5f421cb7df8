/**
 * Sends a client's requests for api.weixin.qq.com to the sandbox on loopback, and blocks all
 * others. It is loaded before the client, whose own code stays as published.
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
