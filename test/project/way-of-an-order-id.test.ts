import path from 'node:path';
import ts from 'typescript';

/**
 * Checks the table of docs/architecture.md that follows one order id: from each file "go to
 * definition" leads on by its names, without a dead end.
 */
const ROOT = path.join(__dirname, '../..');
const MOST_FILES = 35;
const FUNCTION = "'getOrder'";

interface Row {
  readonly file: string;
  /** Names that an editor follows from there. */
  readonly names: readonly string[];
}

const document = textOf('docs/architecture.md');
const rows: readonly Row[] = [...document.matchAll(/^\| *\d+ *\| `(.+?)` *\|.*\|(.*)\|$/gm)].map(
  ([, file = '', names = '']) => ({
    file,
    names: [...names.matchAll(/`(.+?)`/g)].map(([, name = '']) => name),
  }),
);
const files = rows.map(({ file }) => file);

const service = ts.createLanguageService({
  getCompilationSettings: () => ({
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2021,
    strict: true,
    types: [],
  }),
  getScriptFileNames: () => files.map((file) => path.join(ROOT, file)),
  getScriptVersion: () => '1',
  getScriptSnapshot: (file) => {
    const text = ts.sys.readFile(file);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => ROOT,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (file) => ts.sys.fileExists(file),
  readFile: (file) => ts.sys.readFile(file),
});

function textOf(file: string): string {
  return ts.sys.readFile(path.join(ROOT, file)) ?? '';
}

/** Finds a name in a file, outside imports. */
function positionsOf(name: string, file: string): readonly number[] {
  const source = service.getProgram()?.getSourceFile(path.join(ROOT, file));
  const positions: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    const isName = ts.isIdentifier(node) || ts.isStringLiteral(node);
    if (isName && node.getText() === name) positions.push(node.getStart());
    ts.forEachChild(node, visit);
  };
  if (source !== undefined) visit(source);
  return positions;
}

/** Returns the files to which a name in a file leads. */
function filesBehind(name: string, file: string): readonly string[] {
  if (name.startsWith('/')) {
    // A page leads by its address, a component by the page's json.
    const named = [file, file.replace(/\.ts$/, '.json')].map(textOf);
    return named.some((text) => text.includes(name.slice(1))) ? [`miniprogram${name}.ts`] : [];
  }
  if (name === FUNCTION) {
    // A function leads by its folder, across the wire.
    return positionsOf(name, file).length > 0 ? ['cloudfunctions/getOrder/index.ts'] : [];
  }
  return positionsOf(name, file).flatMap((position) =>
    (service.getDefinitionAtPosition(path.join(ROOT, file), position) ?? []).map(({ fileName }) =>
      path.relative(ROOT, fileName),
    ),
  );
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
      const behind = filesBehind(name, file).filter((one) => one !== file);
      expect(behind.filter((one) => files.includes(one))).not.toEqual([]);
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
});
