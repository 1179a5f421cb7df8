import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { withEagerModules } from '../../../dev/build/eager-modules';
import { folderWith } from '../../support/temporary-folder';

/** Packages of which one requires the other, and has braces of its own over several lines. */
const PACKAGES = {
  'node_modules/one/index.js':
    'const text = `\n  {}\n});`;\nexports.told = (more) => text.length + require("two")(more);',
  'node_modules/two/index.js':
    'const own = this === module.exports;\nmodule.exports = (more) => [own, more];',
};

async function bundleOf(minifyWhitespace: boolean): Promise<string> {
  const folder = await folderWith(PACKAGES);
  const { outputFiles } = await build({
    absWorkingDir: folder,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    minifyWhitespace,
    write: false,
    stdin: { contents: "told = require('one').told('more');", resolveDir: folder },
  });
  return outputFiles[0]?.text ?? '';
}

function toldBy(bundle: string): unknown {
  const world = { told: null };
  runInNewContext(bundle, world);
  return JSON.stringify(world.told);
}

describe('a bundle with eager modules', () => {
  it('has each module of a package as a function in brackets, and is shorter', async () => {
    const bundle = await bundleOf(false);
    const eager = await withEagerModules(bundle);
    expect(eager.match(/"node_modules\/\w+\/index\.js":\(function\(/g)).toHaveLength(2);
    expect(eager.length).toBeLessThan(bundle.length);
  });

  it('does what the bundle did', async () => {
    const bundle = await bundleOf(false);
    expect(toldBy(await withEagerModules(bundle))).toBe(toldBy(bundle));
    expect(toldBy(bundle)).toBe('"9true,more"');
  });

  it('fails the build where modules are written in another way, and says how', async () => {
    await expect(withEagerModules(await bundleOf(true))).rejects.toThrow(
      /otherwise than dev\/build\/eager-modules\.ts knows: 2 of them, 0 begun, 0 ended/,
    );
  });
});
