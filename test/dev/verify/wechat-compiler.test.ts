import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { NEVER_MS } from '../../support/eventually';
import { ROOT } from '../../support/repository';

const OFFLINE = path.join(ROOT, 'dev/wechat-ci/offline.cjs');

/** Runs a script with the file loaded. @returns the printed lines, sorted */
function said(script: string): readonly string[] {
  const { stdout } = spawnSync(
    process.execPath,
    // Before the file is loaded, hooks like jest's collect its checks.
    ['-e', `${HOOKS} require(${JSON.stringify(OFFLINE)}); ${script}`],
    { encoding: 'utf8', timeout: NEVER_MS },
  );
  return stdout.trim().split('\n').sort();
}

const HOOKS =
  'const checks = []; globalThis.afterEach = (check) => checks.push(check);' +
  "const net = require('node:net'); const tell = ({ message }) => console.log(message);";

it('compiles with no connection to anywhere', () => {
  const lines = said(`
    require('node:https').get('https://example.com').on('error', tell);
    net.connect(443, '192.0.2.1').on('error', tell);
    net.connect({ port: 443, host: 'fd00::1' }).on('error', tell);
    new net.Socket().on('error', tell).connect(80, '192.0.2.2');
    net.connect(80, '127.0.0.1.example.com').on('error', tell);
    require('node:dns').lookup('127.0.0.2.example.com', tell);
  `);
  expect(lines).toEqual([
    'offline: 127.0.0.1.example.com',
    'offline: 127.0.0.2.example.com',
    'offline: 192.0.2.1',
    'offline: 192.0.2.2',
    'offline: example.com',
    'offline: fd00::1',
  ]);
});

it('lets connections to this machine through', () => {
  const lines = said(`
    const server = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      const done = () => ++ended === 3 && server.close(() => {
        for (const check of checks) check();
        console.log('through');
      });
      let ended = 0;
      for (const socket of [
        net.connect(port, '127.0.0.1'),
        net.connect({ port, host: 'localhost', family: 4 }),
        new net.Socket().connect(port, '127.0.0.1'),
      ]) socket.on('error', tell).on('close', done).resume();
    });
  `);
  expect(lines).toEqual(['through']);
});

it('fails the test that tries a connection, even if its error is caught', () => {
  const lines = said(`
    net.connect(443, '192.0.2.1').on('error', () => {
      for (const check of checks) try { check(); } catch (error) { tell(error); }
      for (const check of checks) check();
      console.log('told once');
    });
  `);
  expect(lines).toEqual(['Connections to other hosts: 192.0.2.1', 'told once']);
});
