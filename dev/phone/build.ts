import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build as esbuild, type BuildFailure, type Message, type Plugin } from 'esbuild';
import { LOCAL_ENVIRONMENT } from '../cloud/function-environment';
import { readAppSource, type AppSource } from './app-source';
import { writeFonts } from './fonts';
import { pageHtml } from './page-html';
import { SourceError, type Problem } from './problem';
import { SourceFiles } from './source-files';
import { compileStyles } from './styles';
import { compileTemplates } from './templates';
import { WXS_PRELUDE } from './wxs';

export interface PhoneBuild {
  /** False after a problem. index.html then lists them all instead of showing the phone. */
  readonly ok: boolean;
  readonly problems: readonly Problem[];
}

export interface PhoneBuildOptions {
  readonly miniprogramFolder: string;
  readonly outputFolder: string;
}

/** Style sheets in dev/phone/runtime/styles/, in the order in which they are joined. */
const STYLES = ['phone', 'page', 'bars', 'tab-bar', 'sheets', 'tags', 'map'];

/** Matches pictures and sounds, which are copied unchanged. */
const ASSET = /\.(png|jpe?g|gif|webp|svg|mp3|wav|aac|m4a)$/i;

/**
 * Browser globals that WeChat's logic layer lacks. They are shadowed around the mini-program's
 * scripts, so that code which uses them fails here, too.
 */
const HIDDEN =
  'window,self,document,location,history,navigator,localStorage,sessionStorage,indexedDB,' +
  'fetch,XMLHttpRequest,WebSocket,EventSource,alert,confirm,prompt';

/**
 * Builds the unmodified mini-program for the browser into `outputFolder`, which the host serves at
 * /phone/. Mistakes in its source do not throw, but are returned as `problems`.
 */
export async function buildPhone(options: PhoneBuildOptions): Promise<PhoneBuild> {
  const output = path.resolve(options.outputFolder);
  await mkdir(output, { recursive: true });
  const [problems] = await Promise.all([
    buildApp(path.resolve(options.miniprogramFolder), output),
    buildRuntime(output),
    writeFonts(path.join(output, 'fonts')),
  ]);
  await writeFile(path.join(output, 'index.html'), pageHtml(problems));
  return { ok: problems.length === 0, problems };
}

/** Compiles the mini-program's templates, styles and scripts. @returns problems in its source */
async function buildApp(miniprogramFolder: string, output: string): Promise<Problem[]> {
  try {
    const app = readAppSource(new SourceFiles(miniprogramFolder));
    const templates = compileTemplates(app);
    const styles = compileStyles(app);
    const [scriptProblems] = await Promise.all([
      bundleScripts(app, templates.code, output),
      writeFile(path.join(output, 'app.css'), styles.css),
      cp(miniprogramFolder, path.join(output, 'app'), {
        recursive: true,
        filter: (file) => path.extname(file) === '' || ASSET.test(file),
      }),
    ]);
    return [...templates.problems, ...styles.problems, ...scriptProblems];
  } catch (error) {
    if (error instanceof SourceError) return [error.problem];
    throw error;
  }
}

/** Bundles all scripts and compiled templates of the mini-program into app.js. */
async function bundleScripts(
  app: AppSource,
  templates: string,
  output: string,
): Promise<Problem[]> {
  const load = (sourcePath: string): string => {
    const extension = app.files.has(sourcePath, '.ts') ? '.ts' : '.js';
    return `() => { require(${JSON.stringify(app.files.fileOf(sourcePath, extension))}); }`;
  };
  const components = app.components.map(
    ({ path: sourcePath, ...rest }) =>
      `{ path: ${JSON.stringify(sourcePath)}, ...${JSON.stringify(rest)}, load: ${load(sourcePath)} }`,
  );
  const entry = `${WXS_PRELUDE}
definePhoneApp({
  config: ${JSON.stringify(app.config)},
  theme: ${JSON.stringify(app.theme)},
  loadApp: ${load('app')},
  components: [${components.join(',\n')}],
  templates: (wxs) => ${templates},
});`;
  try {
    const result = await esbuild({
      stdin: { contents: entry, resolveDir: app.files.folder, sourcefile: 'phone-app.js' },
      outfile: path.join(output, 'app.js'),
      absWorkingDir: app.files.folder,
      plugins: [ownEnvironment],
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2021',
      charset: 'utf8',
      sourcemap: 'linked',
      logLevel: 'silent',
      banner: { js: `(function (${HIDDEN}) {` },
      footer: { js: '}).call(undefined);' },
    });
    return result.warnings.map(scriptProblem);
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return error.errors.map(scriptProblem);
  }
}

/** Replaces the shop's cloud environment id in the source by the id of the local environment. */
const ownEnvironment: Plugin = {
  name: 'own-environment',
  setup: (build) => {
    build.onLoad({ filter: /\/platform\/cloud-environment\.ts$/ }, () => ({
      contents: `export const CLOUD_ENVIRONMENT = '${LOCAL_ENVIRONMENT}';`,
    }));
  },
};

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

function scriptProblem({ location, text }: Message): Problem {
  return { file: location?.file ?? 'app.js', line: location?.line ?? null, message: text };
}

/** Bundles dev/phone/runtime with glass-easel and Leaflet, and joins the style sheets. */
async function buildRuntime(output: string): Promise<void> {
  const runtime = path.join(__dirname, 'runtime');
  const leaflet = require.resolve('leaflet/dist/leaflet.css');
  await esbuild({
    entryPoints: { runtime: path.join(runtime, 'start.ts') },
    outdir: output,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2021',
    sourcemap: 'linked',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const sheets = await Promise.all(
    [leaflet, ...STYLES.map((name) => path.join(runtime, 'styles', `${name}.css`))].map((file) =>
      readFile(file, 'utf8'),
    ),
  );
  // Drops URLs of Leaflet's images, because its layer switch and default pin are not used.
  const css = sheets.join('\n').replace(/url\(images\/[^)]*\)/g, 'none');
  await writeFile(path.join(output, 'phone.css'), css);
}
