import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { ROOT } from '../../support/repository';
import { freePort } from '../../support/running-host';
import { temporaryFolder } from '../../support/temporary-folder';

let data = '';

beforeEach(async () => {
  data = await temporaryFolder();
});

/** Runs starts that end by themselves. */
function start(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'dev/start/start.ts', '--no-open', '--data', data, ...words],
    { cwd: ROOT, encoding: 'utf8' },
  );
  return { status, stdout, lines: stderr.trim().split('\n') };
}

describe('npm start', () => {
  it('says in one sentence that the port is taken, and what to do', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const { status, lines } = start('--port', String(port));
    await new Promise((resolve) => other.close(resolve));
    expect(status).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(`^Port ${port} is taken.* npm start -- --port ${port + 1}$`),
      ),
    ]);
  });

  it('refuses what it does not know in its own words, and ends', () => {
    const { status, lines } = start('--prot', '8123');
    expect(status).toBe(1);
    expect(lines.join()).toMatch(/--prot.*--port 8123/);
  });

  it('prints its options when asked for help, and ends', () => {
    const { status, stdout, lines } = start('--help');
    expect({ status, lines }).toEqual({ status: 0, lines: [''] });
    expect(stdout).toMatch(/^Usage: npm start -- .*--port 8123.*--no-open/);
  });

  it('says what is wrong and ends, when what it has kept is damaged', async () => {
    const port = await freePort();
    mkdirSync(path.join(data, String(port), 'data'), { recursive: true });
    writeFileSync(path.join(data, String(port), 'data/world.json'), '{"shape":');
    const { status, lines } = start('--port', String(port));
    expect(status).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/world\.json.*npm start -- --fresh/)]);
  });
});
