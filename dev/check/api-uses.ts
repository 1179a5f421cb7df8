import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { sourceFiles } from './source';

/** Use of a WeChat API for which the typings name the first base library (API version). */
export interface ApiUse {
  /** API name such as `wx.onKeyDown`, `MapContext.moveAlong` or `ShowModalOption.confirmText`. */
  readonly api: string;
  readonly file: string;
  readonly line: number;
  /** First version of the base library that has the API, such as `2.9.0`. */
  readonly since: string;
  /** Whether the file checks for the API (`'onKeyDown' in wx`, `wx.canIUse('onKeyDown')`). */
  readonly isGuarded: boolean;
}

/**
 * Lists the uses of WeChat's API in a mini-program's TypeScript files, each with the first base
 * library that has it, as the doc comments of miniprogram-api-typings say. The TypeScript compiler
 * resolves names, so that methods of a MapContext and keys of options are found, too.
 */
export function apiUses(folder: string): readonly ApiUse[] {
  const typings = createRequire(__filename).resolve('miniprogram-api-typings/index.d.ts');
  const own = sourceFiles(folder, ['.ts']).map(({ file }) => file);
  const paths = own.map((file) => path.join(folder, file));
  const program = ts.createProgram([...paths, typings], {
    lib: ['lib.es2020.d.ts'],
    types: [],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  return own.flatMap((file) => {
    const source = program.getSourceFile(path.join(folder, file));
    if (source === undefined) return [];
    const uses: ApiUse[] = [];
    const visit = (node: ts.Node): void => {
      const named = nameOf(node);
      const since = named === undefined ? undefined : firstBaseLibrary(named, checker);
      if (named !== undefined && since !== undefined) {
        const { line } = source.getLineAndCharacterOfPosition(named.getStart(source));
        const isGuarded = isGuardedIn(source.text, named.text);
        uses.push({ ...since, file, line: line + 1, isGuarded });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return uses;
  });
}

/** Returns the name that a node uses: a property after a dot, or a key of an object literal. */
function nameOf(node: ts.Node): ts.Identifier | undefined {
  if (ts.isPropertyAccessExpression(node))
    return ts.isIdentifier(node.name) ? node.name : undefined;
  const isKey =
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isMethodDeclaration(node);
  return isKey && ts.isIdentifier(node.name) ? node.name : undefined;
}

/** Returns the base library that the first declaration with one names; undefined without one. */
function firstBaseLibrary(
  name: ts.Identifier,
  checker: ts.TypeChecker,
): Pick<ApiUse, 'api' | 'since'> | undefined {
  for (const declaration of symbolOf(name, checker)?.declarations ?? []) {
    const file = declaration.getSourceFile();
    if (!file.fileName.includes('/miniprogram-api-typings/')) continue;
    const comment = file.text.slice(declaration.getFullStart(), declaration.getStart(file));
    const since = /(?:需要|最低)基础库：\s*`(\d+\.\d+\.\d+)`/.exec(comment)?.[1];
    if (since === undefined) continue;
    const owner = ts.isInterfaceDeclaration(declaration.parent)
      ? declaration.parent.name.text
      : 'wx';
    return { api: `${owner === 'Wx' ? 'wx' : owner}.${name.text}`, since };
  }
  return undefined;
}

function symbolOf(name: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = name;
  if (!ts.isObjectLiteralExpression(parent.parent)) return checker.getSymbolAtLocation(name);
  return checker.getContextualType(parent.parent)?.getProperty(name.text);
}

function isGuardedIn(text: string, name: string): boolean {
  // An `off…` function came with the same base library as its `on…` function.
  const asked = `(?:${name}|${name.replace(/^off/, 'on')})`;
  return new RegExp(`'${asked}' in wx\\b|canIUse\\(\\s*'(?:\\w+\\.)?${asked}\\b`).test(text);
}
