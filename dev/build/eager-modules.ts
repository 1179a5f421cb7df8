import { transform } from 'esbuild';

/** First lines of a CommonJS module in a bundle of esbuild, whose text has its blanks and lines. */
const BEGIN = /^(var \w+ = __commonJS\(\{\n {2}"[^"\n]+")\(([\w, ]*)\) \{$/gm;
/** Last lines of such a module. */
const END = /^ {2}\}\n\}\);$/gm;

/**
 * Writes each package's module of a bundle as a function in brackets, and shortens the bundle. V8
 * compiles such a function together with the bundle. A method, which esbuild writes, it would read
 * twice: with the bundle, to find its end, and when the module is run. At a start nearly all
 * modules are run.
 *
 * Names inside functions are shortened: a seventh less to read at each start. The names of our
 * functions stay, because they are those of the script itself, so stack traces tell where it was.
 *
 * @param bundle text that esbuild has not yet taken blanks and lines from
 * @throws Error when esbuild writes modules in another way
 */
export async function withEagerModules(bundle: string): Promise<string> {
  const modules = bundle.split('__commonJS({').length - 1;
  const [begun, ended] = [BEGIN, END].map((pattern) => bundle.match(pattern)?.length ?? 0);
  if (begun !== modules || ended !== modules) {
    throw new Error(
      `esbuild writes the modules of packages otherwise than dev/build/eager-modules.ts knows: ${modules} of them, ${begun} begun, ${ended} ended. Mend its patterns, or drop it.`,
    );
  }
  const eager = bundle.replace(BEGIN, '$1: (function($2) {').replace(END, '  })\n});');
  const { code } = await transform(eager, {
    minifyWhitespace: true,
    minifyIdentifiers: true,
    target: 'node16.13',
  });
  return code;
}
