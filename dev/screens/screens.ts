import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createAudit } from './audit-script';
import { pictureName, reportOf } from './report';
import { fillDemoShop } from './fill-demo-shop';
import { interruption } from './interruption';
import { CONSOLE_LAYOUTS, LAYOUTS } from './layouts';
import { BOARD_SCENES } from './board-scenes';
import { LOOK_UP_SCENES } from './scenes';
import { shopScenesOf } from './shop-scenes';
import type { Stage } from './stage';
import { openStage } from './stage';
import type { Shot } from './take';
import { takeConsole, takePhone } from './take';

const FOLDER = path.join(__dirname, '../../dist/screens');
/** Jump of the host's clock after each scene, ms, because look-ups per person are limited. */
const BETWEEN_SCENES_MS = 10_000;
/** Time in which a signal reaches all processes of a group, ms. */
const SIGNAL_MS = 500;

/**
 * Runs `npm run screens`: takes and audits a picture of every scene in every layout.
 *
 * @param words texts that the name of a scene and layout (`search-empty 320`) must all contain
 * @returns exit code: 0, 1 after findings, or 130 after an interruption
 */
async function main(words: readonly string[]): Promise<number> {
  const interrupted = interruption();
  const opening = openStage();
  try {
    return await Promise.race([interrupted, opening.then((stage) => takeOn(stage, words))]);
  } catch (error) {
    // Waits, because Ctrl-C may reach child processes first, whose end causes errors here.
    const code = await Promise.race([interrupted, setTimeout(SIGNAL_MS, null)]);
    if (code === null) throw error;
    return code;
  } finally {
    // Ignores a failed start, after which `openStage` has cleaned up itself.
    const stage = await opening.catch(() => null);
    await stage?.close();
  }
}

async function takeOn(stage: Stage, words: readonly string[]): Promise<number> {
  const demoShop = await fillDemoShop(stage);
  const studio = { stage, audit: await createAudit() };
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const isWanted = (scene: string, layout: string): boolean =>
    words.every((word) => `${scene} ${layout}`.includes(word));
  const shots: Shot[] = [];
  const keep = async (taken: readonly Shot[]): Promise<void> => {
    shots.push(...taken);
    for (const shot of taken) await writeFile(path.join(FOLDER, pictureName(shot)), shot.picture);
  };
  for (const scene of [...LOOK_UP_SCENES, ...BOARD_SCENES, ...shopScenesOf(demoShop)]) {
    const layouts = LAYOUTS.filter(({ name }) => isWanted(scene.name, name));
    if (layouts.length === 0) continue;
    console.log(scene.name);
    await keep(await takePhone(studio, scene, layouts));
    await stage.act('jump', { byMs: BETWEEN_SCENES_MS });
  }
  const consoles = CONSOLE_LAYOUTS.filter(({ name }) => isWanted('console', name));
  await keep(await takeConsole(studio, consoles));
  const report = reportOf(shots);
  for (const line of report) console.log(line);
  console.log(`${shots.length} screens in ${path.relative('', FOLDER)}, ${report.length} findings`);
  return report.length > 0 ? 1 : 0;
}

void main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
