import { existsSync } from 'node:fs';
import path from 'node:path';
import { PRODUCT_VERSION } from '../../miniprogram/contract/cloud-error';
import { create, number, record, string, type } from 'superstruct';
import { found, jsonOf, ownFiles, ROOT, textOf } from '../support/repository';

const documents = ownFiles().filter((file) => file.endsWith('.md'));
const { scripts, version } = create(
  jsonOf('package.json'),
  type({ scripts: record(string(), string()), version: string() }),
);
const COMMANDS = Object.keys(scripts).map((name) =>
  ['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`,
);
const cloudFunction = type({ timeoutSeconds: number(), memoryMb: number() });
const FUNCTIONS = ['getOrder', 'shop', 'sweep', 'watch'].map((name) =>
  create(jsonOf(`cloudfunctions/${name}/package.json`), type({ version: string(), cloudFunction })),
);
const READMES = ['README.md', 'README.zh-CN.md'];
const MOST_LINES = 110;
const MOST_COLUMNS = 160;
/** Folders that are rooms or hold some, and a part of a room whose floors stand beside them. */
const HOUSES = [
  'miniprogram',
  'cloudfunctions',
  'cloudfunctions/core',
  'cloudfunctions/core/providers',
];
const PARTS = [
  'miniprogram/board/components',
  'miniprogram/services/poller',
  'miniprogram/ui/wording',
  'miniprogram/delivery/view',
  'miniprogram/delivery/components',
  'miniprogram/shop/components',
];

/** Returns which of some words a document lacks, after its name. */
function lackOf(file: string, words: readonly string[]): readonly string[] {
  const text = textOf(file);
  return words.filter((word) => !text.includes(word)).map((word) => `${file}: ${word}`);
}

describe('the documents', () => {
  it('link only to what is there', () => {
    const dead = documents.flatMap((file) =>
      links(textOf(file))
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => !isThere(file, link))
        .map((link) => `${file} → ${link}`),
    );
    expect(dead).toEqual([]);
  });

  it('of docs/ are on the page that says for whom each is', () => {
    const pages = documents.filter((file) => /^docs\/[^/]+\.md$/.test(file));
    const told = links(textOf('docs/README.md'));
    const untold = pages
      .map((file) => path.posix.basename(file))
      .filter((file) => !told.includes(file));
    expect(untold).toEqual(['README.md']);
  });

  it('name one version: package.json, the contract, the functions, and the change log first', () => {
    const first = /^## \[([^\]]+)\]/m.exec(textOf('CHANGELOG.md'))?.[1];
    const versions = new Set([version, PRODUCT_VERSION, ...FUNCTIONS.map((one) => one.version)]);
    expect([...versions]).toEqual([PRODUCT_VERSION]);
    expect(['Unreleased', PRODUCT_VERSION]).toContain(first);
  });

  it('name only commands that exist', () => {
    const named = documents.flatMap(
      (file) => textOf(file).match(/\bnpm (run [\w:-]+|start|test)\b/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((command) => !COMMANDS.includes(command))).toEqual([]);
  });

  it.each(['docs/commands.md', 'docs/commands.zh-CN.md'])('tell of every command: %s', (file) => {
    expect(lackOf(file, COMMANDS)).toEqual([]);
  });

  it.each(READMES)('are read in three minutes where one begins: %s', (file) => {
    const lines = textOf(file).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
    expect(lines.filter((line) => columnsOf(line) > MOST_COLUMNS)).toEqual([]);
  });

  it('have a sentence for each room, and the README a place in its diagram', () => {
    const rooms = [...HOUSES.flatMap(roomsIn), ...PARTS].sort();
    const rows = [
      ...textOf('docs/architecture.md').matchAll(/^\| `([\w/-]+)` +\| [^|.]+\. +\|$/gm),
    ];
    expect(rows.map(({ 1: room }) => room).sort()).toEqual(rooms);
    const shown = ['miniprogram', 'cloudfunctions', 'cloudfunctions/core']
      .flatMap(roomsIn)
      .map((room) => path.posix.basename(room))
      .filter((room) => room !== 'images');
    for (const file of READMES) {
      const diagram = /```mermaid\n([^]*?)```/.exec(textOf(file))?.[1] ?? '';
      expect([file, shown.filter((room) => !diagram.includes(`${room}/`))]).toEqual([file, []]);
    }
  });

  it('lead whoever carries on to files that there are', () => {
    const named = ['CONTRIBUTING.md', 'docs/architecture.md', ...READMES].flatMap((file) =>
      [
        ...textOf(file).matchAll(
          /`((?:miniprogram|cloudfunctions|dev|test|docs)\/[\w./-]*[\w/]|eslint\.config\.mjs)`/g,
        ),
      ].map(({ 1: name = '' }) => name),
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  });

  it('tell of every setting that the product reads', () => {
    const settings = new Set(
      ownFiles()
        .filter((file) => file.startsWith('cloudfunctions/') && file.endsWith('.ts'))
        .flatMap((file) => [
          ...textOf(file).matchAll(/'((?:WECHAT|DELIVERY|SETTINGS|OWNER)_[A-Z_]+)'/g),
        ])
        .map(({ 1: name = '' }) => name),
    );
    expect(settings.size).toBeGreaterThan(3);
    for (const file of ['docs/set-up.md', 'docs/set-up.zh-CN.md'])
      expect(lackOf(file, [...settings])).toEqual([]);
  });

  it('tell the memory and the time-outs that the functions ask for', () => {
    const wanted = FUNCTIONS.map((one) => one.cloudFunction);
    const seconds = wanted.map(({ timeoutSeconds }) => timeoutSeconds);
    const [memory, ...others] = new Set(wanted.map(({ memoryMb }) => memoryMb));
    expect(others).toEqual([]);
    expect(textOf('docs/set-up.md')).toContain(
      `memory ${memory} MB, time-out ${seconds.map((one) => `${one} s`).join(', ')}`,
    );
    expect(textOf('docs/set-up.zh-CN.md')).toContain(
      `内存 ${memory} MB，超时 ${seconds.map((one) => `${one} 秒`).join('、')}`,
    );
  });

  it.each([
    ['README.md', 'README.zh-CN.md'],
    ['docs/commands.md', 'docs/commands.zh-CN.md'],
    ['docs/set-up.md', 'docs/set-up.zh-CN.md'],
    ['docs/first-account.md', 'docs/first-account.zh-CN.md'],
    ['docs/upgrade.md', 'docs/upgrade.zh-CN.md'],
  ])('are twins: %s and %s have the same chapters, tables, marks and numbers', (file, twin) => {
    const skeleton = (file: string) => {
      const text = textOf(file);
      return {
        chapters: [...text.matchAll(/^#+ /gm)].map(([mark]) => mark),
        commands: [...text.matchAll(/^((?:npm|git|node) .*?)(?: +#.*)?$/gm)].map(
          ({ 1: command }) => command,
        ),
        pictures: [...text.matchAll(/<img src="([^"]+)" width="\d+"/g)].map(
          ({ 1: source }) => source,
        ),
        tableLines: text.split(/^#+ /m).map((chapter) => chapter.split('\n|').length - 1),
        marks: (text.match(/\[[ORI][\]:：]/g) ?? []).map((mark) => mark.slice(0, 2)),
        numbers: [...new Set(text.match(/(?<![\w,-])-?\d{4,}(?![\w-])/g))].sort(),
      };
    };
    expect(skeleton(twin)).toEqual(skeleton(file));
  });

  it('have no IP list switched off that is on, and name what stops an environment', () => {
    const files = documents.filter((file) => file !== 'CHANGELOG.md');
    expect(found(files, /IP.*((switch|turn) (it|the list) off|关掉|清空)/)).toEqual([]);
    for (const file of ['docs/set-up.md', 'docs/set-up.zh-CN.md']) {
      expect(textOf(file)).toMatch(/固定出口 IP[^]*超限按量[^]*-501003/);
    }
  });

  it('name the tabs that the app has', () => {
    const { tabBar } = jsonOf('miniprogram/app.json') as { tabBar: { list: { text: string }[] } };
    const [last = '', ...others] = tabBar.list.map(({ text }) => text).reverse();
    const first = others.reverse();
    expect(textOf('docs/first-account.md')).toContain(`${first.join(', ')} and ${last}`);
    expect(textOf('docs/first-account.zh-CN.md')).toContain(`${first.join('、')} 和 ${last}`);
  });
});

function links(markdown: string): readonly string[] {
  const prose = markdown.replace(/```[^]*?```/g, '');
  return [...prose.matchAll(/(?:\]\(|<img src=")([^)\s"]+)[)"]/g)].map(({ 1: link = '' }) => link);
}

/** Tells whether the file that a document links to exists, and the heading, if it names one. */
function isThere(file: string, link: string): boolean {
  const [target = '', anchor] = link.split('#');
  const linked = target === '' ? file : path.posix.join(path.posix.dirname(file), target);
  if (!existsSync(path.join(ROOT, linked))) return false;
  return anchor === undefined || anchorsIn(textOf(linked)).includes(decodeURIComponent(anchor));
}

/** Lists the anchors that GitHub gives the headings of a document. */
function anchorsIn(markdown: string): readonly string[] {
  const prose = markdown.replace(/```[^]*?```/g, '');
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(({ 1: heading = '' }) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** The folders of a folder that are the repository's own, but for what holds rooms itself. */
function roomsIn(house: string): readonly string[] {
  const within = ownFiles().flatMap((file) => {
    if (!file.startsWith(`${house}/`)) return [];
    const [folder, ...rest] = file.slice(house.length + 1).split('/');
    return folder === undefined || rest.length === 0 ? [] : [`${house}/${folder}`];
  });
  return [...new Set(within)].filter((folder) => folder !== 'cloudfunctions/core');
}

/** How wide a line stands where every character of Chinese takes two columns. */
function columnsOf(line: string): number {
  const wide = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g;
  return line.length + (line.match(wide)?.length ?? 0);
}
