import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { ROOT } from '../../support/repository';

it('compiles with no connection to anywhere', () => {
  const script =
    "require('node:https').get('https://example.com').on('error', (error) => console.log(error.message));" +
    "require('node:net').connect(443, '192.0.2.1').on('error', (error) => console.log(error.message));";
  const { stdout } = spawnSync(
    process.execPath,
    ['--require', path.join(ROOT, 'dev/wechat-ci/offline.cjs'), '-e', script],
    { encoding: 'utf8', timeout: 60_000 },
  );
  expect(stdout.trim().split('\n').sort()).toEqual(['offline: 192.0.2.1', 'offline: example.com']);
});
