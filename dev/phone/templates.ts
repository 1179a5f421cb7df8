import { TmplGroup } from 'glass-easel-template-compiler';
import type { AppSource } from './app-source';
import type { Problem } from './problem';
import { wxsToJavaScript } from './wxs';

/** A report of the template compiler. Lines count from 0. */
interface CompilerReport {
  readonly isError: boolean;
  readonly message: string;
  readonly path: string;
  readonly startLine: number;
}

/**
 * Compiles all WXML with WeChat's own compiler, including imported WXML and required WXS.
 *
 * @returns problems, and source of an object with all templates by path, which calls functions of
 * WXS through a variable `wxs` (runtime/framework/wxs-calls.ts)
 */
export function compileTemplates(app: AppSource) {
  const group = new TmplGroup();
  const problems: Problem[] = [];
  const seen = new Set<string>();

  /** Reads a file that has not been read yet; null for any other, and for one that is missing. */
  const readOnce = (path: string, extension: string, namedIn: string): string | null => {
    const file = path + extension;
    if (seen.has(file)) return null;
    seen.add(file);
    if (app.files.has(path, extension)) return app.files.read(path, extension);
    problems.push({ file: namedIn, line: null, message: `there is no ${file}` });
    return null;
  };

  const addScript = (path: string, namedIn: string): void => {
    const source = readOnce(path, '.wxs', namedIn);
    if (source === null) return;
    group.addScript(path, wxsToJavaScript(source));
    for (const next of requiredBy(source, path)) addScript(next, path);
  };

  const addTemplate = (path: string, namedIn: string): void => {
    const template = readOnce(path, '.wxml', namedIn);
    if (template === null) return;
    const reports = group.addTmpl(path, template) as CompilerReport[];
    problems.push(...reports.filter(worthSaying).map(problemOf));
    for (const name of strings(group.getInlineScriptModuleNames(path))) {
      const source = group.getInlineScript(path, name);
      group.setInlineScript(path, name, wxsToJavaScript(source));
      for (const next of requiredBy(source, path)) addScript(next, path);
    }
    for (const next of strings(group.getScriptDependencies(path))) addScript(next, path);
    for (const next of strings(group.getDirectDependencies(path))) addTemplate(next, path);
  };

  for (const component of app.components) addTemplate(component.path, component.path);
  const code = withWxsCalls(group.getTmplGenObjectGroups());
  group.free();
  return { code, problems };
}

/** Code of the compiler for "call a function of WXS as it is", which WeChat's WXS cannot use. */
const CALLED_AS_IT_IS = 'A:function(a){return a}';

function withWxsCalls(code: string): string {
  const calls = code.includes('(Q.A');
  if (calls && !code.includes(CALLED_AS_IT_IS)) throw new Error('The compiler has changed.');
  return code.replace(CALLED_AS_IT_IS, 'A:wxs.change,C:wxs.event');
}

/** Says whether to show a report. Drops warnings about npm packages, which we cannot change. */
function worthSaying(report: CompilerReport): boolean {
  return report.isError || !report.path.startsWith('miniprogram_npm/');
}

function problemOf({ path, startLine, message }: CompilerReport): Problem {
  return { file: `${path}.wxml`, line: startLine + 1, message };
}

/** Returns the paths, without `.wxs`, of the modules that a WXS source requires. */
function requiredBy(source: string, from: string): string[] {
  const found = source.matchAll(/\brequire\s*\(\s*['"]([^'"]+?)(?:\.wxs)?['"]\s*\)/g);
  return [...found].map(([, target = '']) => {
    const base = new URL(from, 'file:///');
    return decodeURIComponent(new URL(target, base).pathname.slice(1));
  });
}

function strings(values: readonly unknown[]): string[] {
  return values.map(String);
}
