import path from 'node:path';
import { buildSync } from 'esbuild';
import { ownFiles, ROOT, textOf } from '../support/repository';

/**
 * Checks the table of docs/architecture.md that follows one order id: from each file its names lead
 * on to where they are declared, without a dead end.
 */
const MOST_FILES = 28;
/** Bounds of what one look-up loads in the cloud. */
const MOST_LOADED_FILES = 70;
const MOST_LOADED_LINES = 7775;
const MOST_LINES_OF_A_FILE = 250;
const FUNCTION = "'getOrder'";
const OWN = ownFiles();

interface Row {
  readonly file: string;
  /** Names that a reader follows from there. */
  readonly names: readonly string[];
}

const rows: readonly Row[] = [
  ...textOf('docs/architecture.md').matchAll(/^\| *\d+ *\| `(.+?)` *\|.*\|(.*)\|$/gm),
].map(([, file = '', names = '']) => ({
  file,
  names: [...names.matchAll(/`(.+?)`/g)].map(([, name = '']) => name),
}));
const files = rows.map(({ file }) => file);

/** Returns the other files of the table to which a name in a file leads. */
function filesBehind(name: string, file: string): readonly string[] {
  const others = files.filter((one) => one !== file);
  if (name.startsWith('/')) {
    // A page leads by its address, a component by the page's json.
    const json = file.replace(/\.ts$/, '.json');
    const named = [file, ...OWN.filter((one) => one === json)].map(textOf);
    const isNamed = named.some((text) => text.includes(name.slice(1)));
    return others.filter((one) => isNamed && one === `miniprogram${name}.ts`);
  }
  const text = textOf(file).replace(/^import [^;]*;$/gm, '');
  if (!text.includes(name)) return [];
  // A function leads by its folder, across the wire.
  if (name === FUNCTION) return others.filter((one) => one.endsWith('/getOrder/index.ts'));
  const declared = new RegExp(
    `\\b(?:function|const|class|interface|type) ${name}\\b|^ +(?:readonly )?${name}[?:(<]`,
    'm',
  );
  return others.filter((one) => declared.test(textOf(one)));
}

describe('the way of an order id', () => {
  it(`has ${MOST_FILES} files at most, each once`, () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.length).toBeLessThanOrEqual(MOST_FILES);
    expect(new Set(files).size).toBe(files.length);
  });

  it.each(rows.flatMap(({ file, names }) => names.map((name) => [file, name] as const)))(
    'goes on from %s by %s',
    (file, name) => {
      expect(filesBehind(name, file)).not.toEqual([]);
    },
  );

  it('reaches each file from one that comes before it', () => {
    const reached = new Set(files.slice(0, 1));
    for (const { file, names } of rows) {
      if (!reached.has(file)) break;
      for (const name of names) filesBehind(name, file).forEach((one) => reached.add(one));
    }
    expect(files.filter((file) => !reached.has(file))).toEqual([]);
  });

  it('loads few files in the cloud, and none of them is long', () => {
    const { metafile } = buildSync({
      entryPoints: [path.join(ROOT, 'cloudfunctions/core/deliveries/look-up.ts')],
      ...{ bundle: true, write: false, metafile: true, platform: 'node', absWorkingDir: ROOT },
      external: ['wx-server-sdk', 'superstruct'],
    });
    const loaded = Object.keys(metafile.inputs);
    const lines = loaded.map((file) => textOf(file).split('\n').length - 1);
    expect(loaded.length).toBeLessThanOrEqual(MOST_LOADED_FILES);
    expect(lines.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(MOST_LOADED_LINES);
    expect(Math.max(...lines)).toBeLessThanOrEqual(MOST_LINES_OF_A_FILE);
  });
});
