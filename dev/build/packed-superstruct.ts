import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Edits of the bundle. An error is only asked whether it is there, and ES5 needs ten helpers (3 KB)
 * for a class that extends TypeError: here it is a plain object with the same fields. Methods that
 * the mini-program does not call are left out.
 */
const EDITS: readonly (readonly [from: string, to: string])[] = [
  ['StructError = class extends TypeError {', 'StructError = class {'],
  ['super(explanation ?? msg);', 'this.message = explanation ?? msg;'],
  ...['assert', 'create', 'mask'].map(
    (name) =>
      [
        `  ${name}(value, message) {\n    return ${name}(value, this, message);\n  }\n`,
        '',
      ] as const,
  ),
];

const IMPORT = /^import (?<what>[^;]*?) from 'superstruct';$/gm;

/**
 * Bundles only the functions of superstruct that the mini-program's scripts import: a third of the
 * package.
 *
 * @returns one CommonJS script without imports
 * @throws Error when a script imports all of superstruct, or when an edit finds nothing to edit
 */
export async function packedSuperstruct({
  miniprogramFolder,
  packagesFolder,
}: {
  readonly miniprogramFolder: string;
  readonly packagesFolder: string;
}): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${(await namesInUse(miniprogramFolder)).join(', ')} } from 'superstruct';`,
      resolveDir: packagesFolder,
    },
    bundle: true,
    format: 'cjs',
    write: false,
  });
  const bundle = outputFiles[0]?.text ?? '';
  // Only what checks a value can make an error.
  return bundle.includes('StructError') ? EDITS.reduce(edited, bundle) : bundle;
}

function edited(text: string, [from, to]: (typeof EDITS)[number]): string {
  if (!text.includes(from)) throw new Error(`superstruct has no "${from}" any more.`);
  return text.replace(from, to);
}

async function namesInUse(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true });
  const names = await Promise.all(
    files.filter((file) => file.endsWith('.ts')).map((file) => namesIn(path.join(folder, file))),
  );
  return [...new Set(names.flat())].sort();
}

async function namesIn(file: string): Promise<readonly string[]> {
  const imports = (await readFile(file, 'utf8')).matchAll(IMPORT);
  return [...imports].flatMap(({ groups }) => {
    const what = groups?.['what'] ?? '';
    if (what.startsWith('type ')) return [];
    const named = /^\{(?<names>[^}]*)\}$/.exec(what)?.groups?.['names'];
    if (named === undefined) throw new Error(`${file} names no function of superstruct: ${what}`);
    return named.split(',').flatMap((name) => /^\s*(?!type )(\w+)/.exec(name)?.[1] ?? []);
  });
}
