// Compiles the mini-program of the project folder in the first word as miniprogram-ci does before it uploads, and sends what came of it to the parent
// process: { sizes: { [file]: bytes } }, or { failure: { message } }. A process of its own, since the compiler starts more and does not end by itself.
const { Buffer } = require('node:buffer');
const path = require('node:path');
const ci = require('miniprogram-ci');

const [projectPath] = process.argv.slice(2);

/** What the compiler would ask WeChat for by AppID and key: the limits of a mini-program. With it, it needs neither. */
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
    // As DevTools compiles, by project.config.json.
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
