// Compiles a project's mini-program as miniprogram-ci does before an upload. It sends its parent
// process { sizes: { [file]: bytes } } or { failure: { message } }. The compiler leaves processes
// behind, so it gets a process of its own.
const { Buffer } = require('node:buffer');
const path = require('node:path');
const ci = require('miniprogram-ci');

const [projectPath] = process.argv.slice(2);

/** Limits that the compiler would ask WeChat for by AppID and key. */
const LIMITS = {
  platform: false,
  appType: 0,
  isSandbox: false,
  released: false,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 30,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxTabbarIconSize: 40,
  },
};

void compile().then((result) => {
  process.send(result, () => process.exit(0));
});

async function compile() {
  try {
    const project = new ci.Project({
      type: 'miniProgram',
      projectPath: path.resolve(projectPath),
      privateKey: 'none: nothing is uploaded',
      ignores: ['node_modules', 'dist', 'dev', 'test', 'docs'].map((folder) => `${folder}/**/*`),
      attr: () => Promise.resolve(LIMITS),
    });
    // Compiles by project.config.json, as DevTools does.
    const files = await ci.getCompiledResult({ project, setting: { useProjectConfig: true } });
    const sizes = Object.entries(files).map(([file, content]) => [
      file,
      Buffer.byteLength(content),
    ]);
    return { sizes: Object.fromEntries(sizes) };
  } catch (error) {
    return { failure: { message: String(error.message ?? error) } };
  }
}
