import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';
import { httpsOnUse } from '../../../dev/build/https-on-use';

/** Bundles a script with the plugin, and returns what it prints in a process of its own. */
async function printed(contents: string): Promise<unknown> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: __dirname },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    plugins: [httpsOnUse],
  });
  const script = outputFiles[0]?.text ?? '';
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}

const PRINT = `
const isLoaded = () => process.moduleLoadList.includes('NativeModule https');
const before = isLoaded();
const agent = new https.Agent({ keepAlive: true });
const names = [https.request.name, agent.constructor.name, agent.protocol];
console.log(JSON.stringify({ before, names, after: isLoaded() }));
`;

test.each([
  ['imports', `import https from 'https';${PRINT}`],
  ['imports, by its new name,', `import https from 'node:https';${PRINT}`],
  ['requires', `const https = require('https');${PRINT}`],
])('a bundle that %s https loads it at its first use only, and it is Node’s', async (_, script) => {
  expect(await printed(script)).toEqual({
    before: false,
    names: ['request', 'Agent', 'https:'],
    after: true,
  });
});
