/**
 * Redirects requests for api.weixin.qq.com to the sandbox on this machine, and blocks all others.
 * Node loads this script before the client, whose code stays as published.
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
