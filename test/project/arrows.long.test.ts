import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { array, create, string, type } from 'superstruct';
import { ROOT } from '../support/repository';
import { temporaryFolder } from '../support/temporary-folder';

type Arrow = readonly [importer: string, imported: string];

/** Forbidden imports: at least one for each rule of .dependency-cruiser.mjs. */
const FORBIDDEN: readonly Arrow[] = [
  ['miniprogram/app', 'cloudfunctions/shop/index'],
  ['miniprogram/pages/a', 'dev/clock/clock'],
  ['miniprogram/pages/b', 'dist/c'],
  ['miniprogram/contract/a', 'miniprogram/platform/b'],
  ['miniprogram/platform/a', 'miniprogram/services/b'],
  ['miniprogram/services/a', 'miniprogram/delivery/b'],
  ['miniprogram/services/poller/a', 'miniprogram/platform/b'],
  ['miniprogram/styles/a', 'miniprogram/contract/b'],
  ['miniprogram/ui/wording/a', 'miniprogram/services/b'],
  ['miniprogram/search/a', 'miniprogram/delivery/b'],
  ['miniprogram/board/a', 'miniprogram/services/b'],
  ['miniprogram/board/components/a', 'miniprogram/delivery/b'],
  ['miniprogram/shop/a', 'miniprogram/platform/b'],
  ['miniprogram/delivery/a', 'miniprogram/delivery/components/b'],
  ['miniprogram/ui/a', 'miniprogram/delivery/view/b'],
  ['miniprogram/delivery/components/a', 'miniprogram/shop/components/b'],
  ['miniprogram/map/a', 'miniprogram/delivery/b'],
  ['miniprogram/shop/components/a', 'miniprogram/pages/c'],
  ['miniprogram/management/platform/a', 'miniprogram/delivery/b'],
  ['miniprogram/management/views/a', 'miniprogram/delivery/b'],
  ['miniprogram/management/components/a', 'miniprogram/management/pages/c'],
  ['miniprogram/management/a', 'miniprogram/management/components/c'],
  ['cloudfunctions/shop/a', 'miniprogram/delivery/b'],
  ['cloudfunctions/shop/b', 'dev/sandbox/c'],
  ['cloudfunctions/core/runtime/a', 'cloudfunctions/core/storage/b'],
  ['cloudfunctions/core/storage/a', 'cloudfunctions/core/access/b'],
  ['cloudfunctions/core/access/a', 'cloudfunctions/core/providers/b'],
  ['cloudfunctions/core/providers/a', 'cloudfunctions/core/access/c'],
  ['cloudfunctions/core/people/a', 'cloudfunctions/core/shop/b'],
  ['cloudfunctions/core/secrets/a', 'cloudfunctions/core/access/b'],
  ['cloudfunctions/core/shop/a', 'cloudfunctions/core/records/b'],
  ['cloudfunctions/core/records/a', 'cloudfunctions/core/notices/b'],
  ['cloudfunctions/core/notices/a', 'cloudfunctions/core/asking/b'],
  ['cloudfunctions/core/watch/a', 'cloudfunctions/core/sweep/c'],
  ['cloudfunctions/core/asking/a', 'cloudfunctions/core/deliveries/b'],
  ['cloudfunctions/core/deliveries/a', 'cloudfunctions/core/intake/b'],
  ['cloudfunctions/core/intake/a', 'cloudfunctions/core/board/b'],
  ['cloudfunctions/core/board/a', 'cloudfunctions/core/self-check/b'],
  ['cloudfunctions/core/self-check/a', 'cloudfunctions/core/sweep/c'],
  ['cloudfunctions/core/sweep/a', 'cloudfunctions/core/self-check/c'],
  ['cloudfunctions/core/self-check/b', 'test/support/c'],
  ['cloudfunctions/core/deliveries/c', 'cloudfunctions/getOrder/b'],
  ['dev/host/a', 'dev/console/c'],
  ['dev/host/b', 'dev/phone/c'],
  ['dev/console/a', 'dev/host/c'],
  ['dev/console/b', 'dev/phone/c'],
  ['dev/phone/a', 'dev/host/c'],
  ['dev/phone/b', 'dev/console/c'],
  ['dev/protocol/a', 'dev/host/c'],
  ['dev/faults/a', 'dev/phone/c'],
  ['dev/clock/a', 'dev/console/c'],
  ['dev/district/a', 'dev/phone/c'],
  ['dev/host/c', 'test/support/a'],
];

const CIRCLE: readonly Arrow[] = [
  ['dev/browser/a', 'dev/browser/b'],
  ['dev/browser/b', 'dev/browser/c'],
  ['dev/browser/c', 'dev/browser/a'],
];

const reportShape = type({
  summary: type({
    violations: array(type({ from: string(), to: string(), rule: type({ name: string() }) })),
    ruleSetUsed: type({ forbidden: array(type({ name: string() })) }),
  }),
});

/** Returns dependency-cruiser's report on a project of these type imports alone. */
async function report(arrows: readonly Arrow[]) {
  const folder = await temporaryFolder();
  const lines = new Map<string, string[]>();
  const add = (file: string, line: string) => lines.set(file, [...(lines.get(file) ?? []), line]);
  for (const [importer, imported] of arrows) {
    const from = path.posix.relative(path.posix.dirname(importer), imported);
    add(imported, 'export type T = 1;');
    add(importer, `import type { T } from '${from.startsWith('.') ? '' : './'}${from}';`);
  }
  for (const [file, text] of lines) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, `${file}.ts`), text.join('\n'));
  }
  return create(cruise(folder, '.'), reportShape).summary;
}

function cruise(folder: string, files: string): unknown {
  const program = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = path.join(ROOT, '.dependency-cruiser.mjs');
  const words = [program, '--config', config, '--output-type', 'json', files];
  const given = { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  return JSON.parse(spawnSync(process.execPath, words, given).stdout);
}

const modulesShape = type({
  modules: array(type({ source: string(), dependencies: array(type({ resolved: string() })) })),
});

/** Returns the rooms of core, each with what its files import of the same room. */
function roomsOfCore(): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const rooms = new Map<string, Map<string, readonly string[]>>();
  for (const { source, dependencies } of create(cruise(ROOT, 'cloudfunctions'), modulesShape)
    .modules) {
    const room = path.posix.dirname(source);
    if (!room.startsWith('cloudfunctions/core/')) continue;
    const own = dependencies
      .map(({ resolved }) => resolved)
      .filter((file) => path.posix.dirname(file) === room);
    rooms.set(room, (rooms.get(room) ?? new Map<string, readonly string[]>()).set(source, own));
  }
  return rooms;
}

/** Returns the number of files in the longest chain of imports that begins with a file. */
function chainFrom(file: string, imports: ReadonlyMap<string, readonly string[]>): number {
  return 1 + Math.max(0, ...(imports.get(file) ?? []).map((one) => chainFrom(one, imports)));
}

// What it must let pass is in the project, which it reads at `npm run check`.
test('lint notices every import against the arrows and every circle, of types too', async () => {
  const { violations, ruleSetUsed } = await report([...FORBIDDEN, ...CIRCLE]);
  const noticed = new Set(violations.map(({ from, to }) => `${from} → ${to}`));
  // A circle is reported once.
  const planted = [...FORBIDDEN, ...CIRCLE.slice(0, 1)].map(
    ([from, to]) => `${from}.ts → ${to}.ts`,
  );
  expect([...noticed].sort()).toEqual(planted.sort());
  const used = new Set(violations.map(({ rule }) => rule.name));
  expect(ruleSetUsed.forbidden.map(({ name }) => name).filter((name) => !used.has(name))).toEqual(
    [],
  );
});

/** Rooms that one look-up is read in; each may have fewer files than others. */
const READ_FIRST = ['records', 'asking', 'deliveries'].map((room) => `cloudfunctions/core/${room}`);

test('a room of core is read at once: few files, short chains, few pairs', () => {
  const rooms = [...roomsOfCore()];
  expect(rooms.map(([room]) => room)).toEqual(expect.arrayContaining(READ_FIRST));
  const heavy = rooms.flatMap(([room, imports]) => {
    const files = [...imports.keys()];
    const chain = Math.max(...files.map((file) => chainFrom(file, imports)));
    const pairs = [...imports.values()].flat().length;
    const isLight = files.length <= (READ_FIRST.includes(room) ? 12 : 14);
    return isLight && chain <= 5 && pairs <= 30 ? [] : [[room, files.length, chain, pairs]];
  });
  expect(heavy).toEqual([]);
});
