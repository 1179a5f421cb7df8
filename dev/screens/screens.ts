import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createAudit } from './audit-script';
import { pictureName, reportOf } from './report';
import { fillDemoShop } from './fill-demo-shop';
import { interruption } from './interruption';
import { CONSOLE_LAYOUTS, LAYOUTS } from './layouts';
import { LOOK_UP_SCENES } from './scenes';
import { shopScenesOf } from './shop-scenes';
import type { Stage } from './stage';
import { openStage } from './stage';
import type { Shot } from './take';
import { takeConsole, takePhone } from './take';

const FOLDER = path.join(__dirname, '../../dist/screens');
/** Time between scenes on the clock, because of the rate limit per person. */
const BETWEEN_SCENES_MS = 10_000;
/** Time until a signal has reached a whole process group. */
const SIGNAL_MS = 500;

/**
 * Runs `npm run screens`: takes and audits a picture of every page in every layout.
 *
 * @param words parts of names that a scene and layout must contain
 * @returns exit code: 1 after findings, another after an interruption
 */
async function main(words: readonly string[]): Promise<number> {
  const interrupted = interruption();
  const opening = openStage();
  try {
    return await Promise.race([interrupted, opening.then((stage) => takeOn(stage, words))]);
  } catch (error) {
    // Ctrl-C may reach child processes first, which causes failures here.
    const code = await Promise.race([interrupted, setTimeout(SIGNAL_MS, null)]);
    if (code === null) throw error;
    return code;
  } finally {
    // A failed start has cleaned up itself.
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
  for (const scene of [...LOOK_UP_SCENES, ...shopScenesOf(demoShop)]) {
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
