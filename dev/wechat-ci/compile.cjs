// Compiles a project's mini-program as miniprogram-ci does before an upload, and sends the parent
// process { sizes: { [file]: bytes } } or { failure: { message } }. It runs in a process of its
// own, because the compiler leaves child processes behind.
const { Buffer } = require('node:buffer');
const path = require('node:path');
const ci = require('miniprogram-ci');

const [projectPath] = process.argv.slice(2);

/** Package limits that the compiler would otherwise request from WeChat by AppID and key. */
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
    // Uses the settings of project.config.json, as DevTools does.
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
