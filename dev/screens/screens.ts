import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OWNER } from '../host/people';
import { ACCOUNT_SCENES } from './account-scenes';
import { createAudit } from './audit-script';
import { BOARD_SCENES } from './board-scenes';
import { CONSOLE_LAYOUTS, LAYOUTS } from './layouts';
import { LOOK_UP_SCENES } from './look-up-scenes';
import { MINI_PROGRAM_SCENES } from './mini-program-scenes';
import { NOTICE_SCENES } from './notice-scenes';
import { SHOP_SCENES } from './shop-scenes';
import { type Stage, openStage, ORDER_IDS } from './stage';
import { type Shot, type Studio, takeConsole, takePhone } from './take';

const FOLDER = path.join(__dirname, '../../dist/screens');
const SCENES = [
  ...[...LOOK_UP_SCENES, ...BOARD_SCENES, ...SHOP_SCENES],
  ...[...MINI_PROGRAM_SCENES, ...ACCOUNT_SCENES, ...NOTICE_SCENES],
];
/** Jump of the host's clock after each scene, ms, because look-ups per person are limited. */
const BETWEEN_SCENES_MS = 10_000;
const ASKS = 20;
const ASK_EVERY_MS = 12_000;

/**
 * Runs `npm run screens`: takes and audits a picture of every scene in every layout.
 *
 * @param words regular expressions that a scene and layout (`search-empty 320`) must all match
 * @returns exit code: 1 after findings, else 0
 */
async function takeScreens(stage: Stage, words: readonly string[]): Promise<number> {
  const patterns = words.map((word) => new RegExp(word));
  const studio = { stage, audit: await createAudit() };
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  /** Names of shots by finding. */
  const found = new Map<string, string[]>();
  let count = 0;
  await watchRiders(stage);
  for await (const { name, picture, findings } of shots(studio, patterns)) {
    count += 1;
    await writeFile(path.join(FOLDER, `${name.replace(' ', '--')}.png`), picture);
    for (const each of findings) found.set(each, [...(found.get(each) ?? []), name]);
  }
  for (const [each, names] of found) console.log(`${each}  [${names.join(', ')}]`);
  console.log(`${count} screens in ${path.relative('', FOLDER)}, ${found.size} findings`);
  return found.size > 0 ? 1 : 0;
}

async function* shots(studio: Studio, patterns: readonly RegExp[]): AsyncGenerator<Shot> {
  const { act } = studio.stage;
  const isWanted = (name: string): boolean => patterns.every((pattern) => pattern.test(name));
  for (const scene of SCENES) {
    const { name, faults = [], fromPx = 0, belowPx = Infinity } = scene;
    const layouts = LAYOUTS.filter(
      (layout) =>
        layout.width >= fromPx &&
        layout.width < belowPx &&
        layout.only?.test(name) !== false &&
        isWanted(`${name} ${layout.name}`),
    );
    if (layouts.length === 0) continue;
    console.log(name);
    for (const fault of faults) await act('fault', { name: fault, orderId: null, times: null });
    for (const layout of layouts) yield takePhone(studio, scene, layout);
    await act('fault-off', { name: null });
    await act('jump', { byMs: BETWEEN_SCENES_MS });
  }
  // Sets the clock to real speed, because `openStage` makes it almost stand still.
  await act('speed', { speed: 1 });
  for (const layout of CONSOLE_LAYOUTS)
    if (isWanted(`console ${layout.name}`)) yield takeConsole(studio, layout);
}

/** Looks orders up repeatedly while time passes, so that the cloud has seen their riders move. */
async function watchRiders(stage: Stage): Promise<void> {
  for (let ask = 0; ask < ASKS; ask += 1) {
    await stage.act('jump', { byMs: ASK_EVERY_MS });
    for (const orderId of [ORDER_IDS.returning, ORDER_IDS.delivering])
      await stage.invoke(OWNER, 'getOrder', { action: 'look-up', orderId });
  }
}

/** Ends with the stage, also when a signal comes, or when the parent process is gone. */
async function main(words: readonly string[]): Promise<void> {
  const opening = openStage({ hasIntracity: true });
  let ending: Promise<void> | undefined;
  const end = (code: number): Promise<void> =>
    (ending ??= opening.then((stage) => stage.close()).finally(() => process.exit(code)));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])
    process.on(signal, () => void end(130));
  try {
    await end(await takeScreens(await opening, words));
  } catch (error) {
    if (ending === undefined) console.error(error);
    await end(1);
  }
}

void main(process.argv.slice(2));
