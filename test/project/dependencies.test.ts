import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { create, optional, record, string, type, unknown } from 'superstruct';
import { found, jsonOf, ownFiles, ROOT, textOf } from '../support/repository';

const names = record(string(), string());
const manifestShape = type({
  scripts: optional(names),
  dependencies: optional(names),
  devDependencies: optional(names),
});
const lockShape = type({
  packages: record(
    string(),
    type({ version: optional(string()), resolved: optional(unknown()), link: optional(unknown()) }),
  ),
});

const manifest = create(jsonOf('package.json'), manifestShape);

function manifests() {
  return ownFiles()
    .filter((file) => path.posix.basename(file) === 'package.json')
    .map((file) => ({ file, ...create(jsonOf(file), manifestShape) }));
}

function lockFiles(): readonly string[] {
  return ownFiles().filter((file) => path.posix.basename(file) === 'package-lock.json');
}

describe('the dependencies', () => {
  it('are exact versions, all of them', () => {
    const loose = manifests().flatMap(({ file, dependencies, devDependencies }) =>
      Object.entries({ ...dependencies, ...devDependencies })
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => `${file}: ${name} ${version}`),
    );
    expect(loose).toEqual([]);
  });

  it('are in the lock file with just these versions', () => {
    const { packages } = create(jsonOf('package-lock.json'), lockShape);
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    const other = Object.entries(all).filter(
      ([name, version]) => packages[`node_modules/${name}`]?.version !== version,
    );
    expect(other).toEqual([]);
  });

  it('that ship are told from those that only build and test, so that an audit finds them', () => {
    expect(Object.keys(manifest.dependencies ?? {}).sort()).toEqual(shipped());
  });

  it('run no script of their own when they are installed', () => {
    const folders = lockFiles().map((file) => path.posix.dirname(file));
    const running = folders.filter(
      (folder) => !/^ignore-scripts=true$/m.test(textOf(path.posix.join(folder, '.npmrc'))),
    );
    expect(running).toEqual([]);
  });

  it('name no registry: whoever installs uses their own', () => {
    expect(lockFiles().flatMap((file) => found([file], /"resolved":/))).toEqual([]);
  });

  it('of a function are none: its bundle holds everything', () => {
    const held = manifests()
      .filter(({ file }) => file.startsWith('cloudfunctions/'))
      .filter(({ dependencies }) => dependencies !== undefined)
      .map(({ file }) => file);
    expect(held).toEqual([]);
  });
});

describe('the workflow', () => {
  const workflow = textOf('.github/workflows/test.yml');

  it('may read only, and names a major version of each action', () => {
    expect(workflow).toMatch(/^permissions:\n {2}contents: read\n\n/m);
    const used = [...workflow.matchAll(/uses: (\S+)/g)].map(([, name = '']) => name);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name) => !/^actions\/[\w-]+@v\d+$/.test(name))).toEqual([]);
  });

  it('runs on the versions of Node that README names, and only commands that there are', () => {
    const versions = /node: \[(.+)\]/.exec(workflow)?.[1]?.split(', ') ?? [];
    expect(textOf('README.md')).toContain(
      `${versions.slice(0, -1).join(', ')} and ${versions.at(-1)}`,
    );
    const scripts = Object.keys(manifest.scripts ?? {});
    const run = [...workflow.matchAll(/run: npm (?:run )?(\S+)$/gm)].map(([, name = '']) => name);
    expect(run.filter((name) => name !== 'ci' && !scripts.includes(name))).toEqual([]);
  });

  it('and the updates look after every folder of packages', () => {
    const updates = textOf('.github/dependabot.yml');
    const folders = lockFiles().map((file) => `/${path.posix.dirname(file)}`.replace(/\/\.$/, '/'));
    expect(folders.filter((folder) => !updates.includes(`      - ${folder}\n`))).toEqual([]);
  });
});

/** Lists the packages of the product's own source. */
function shipped(): readonly string[] {
  const sources = ownFiles().filter((file) => /^(miniprogram|cloudfunctions)\/.*\.ts$/.test(file));
  const imported = sources.flatMap((file) =>
    [...textOf(file).matchAll(/from '((?:@[\w-]+\/)?[\w-]+)[^']*'/g)].map(([, name]) => name ?? ''),
  );
  const packages = imported.filter((name) => !isBuiltin(name) && !name.startsWith('.'));
  return [...new Set([...packages, '@vant/weapp'])].sort();
}

test('the vant components in use need no icon font: only the button can show an icon, and none is told to', () => {
  const vant = path.join(ROOT, 'miniprogram/miniprogram_npm/@vant/weapp');
  const showing = readdirSync(vant).filter((name) => {
    const template = path.join(vant, name, 'index.wxml');
    return existsSync(template) && /<van-icon\b/.test(readFileSync(template, 'utf8'));
  });
  expect(showing).toEqual(['button']);
  const templates = ownFiles().filter((file) => /^miniprogram\/.*\.wxml$/.test(file));
  expect(found(templates, /<van-(icon\b|button\b[^>]*\sicon=)/)).toEqual([]);
});
