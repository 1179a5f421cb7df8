import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createAudit } from './audit-script';
import { contactSheet, pictureName } from './contact-sheet';
import { furnish } from './furnish';
import { Interrupted, INTERRUPTED, interruption } from './interruption';
import { CONSOLE_LAYOUTS, LAYOUTS } from './layouts';
import { reportOf } from './report';
import type { Scene } from './scenes';
import { scenesOf } from './scenes';
import { shopScenesOf } from './shop-scenes';
import type { Stage } from './stage';
import { openStage } from './stage';
import { ENDS_AT_MS, lookAgain, tell } from './story';
import type { Shot, Studio } from './take';
import { takeConsole, takePhone } from './take';

const FOLDER = path.join(__dirname, '../../dist/screens');
const REHEARSAL = { viewport: { width: 375, height: 812 } };
/** One person may look up only so much in a minute: so many layouts have a minute of their own. */
const LAYOUTS_A_MINUTE = 2;
const NEXT_MINUTE_MS = 61_000;

/**
 * The program behind `npm run screens`: takes a picture of every page in every layout and looks it over.
 *
 * @param words take only those whose scene and layout have all these words in them
 * @returns the exit code: 1 when something was found
 */
async function main(words: readonly string[]): Promise<number> {
  const interrupted = interruption();
  const opening = openStage();
  try {
    return await Promise.race([interrupted, opening.then((stage) => takeOn(stage, words))]);
  } finally {
    await (await opening).close();
  }
}

async function takeOn(stage: Stage, words: readonly string[]): Promise<number> {
  const furnished = await furnish(stage);
  const rehearsal = await stage.newPage(REHEARSAL);
  const told = await tell(stage, rehearsal);
  await rehearsal.context().close();
  const studio = { stage, told, audit: await createAudit() };
  const shots = await takeAll(studio, [...scenesOf(told), ...shopScenesOf(furnished)], words);
  const report = reportOf(shots);
  await writeFile(path.join(FOLDER, 'index.html'), contactSheet(shots, report));
  for (const line of report) console.log(line);
  console.log(
    `${shots.length} screens in ${path.relative('', FOLDER)}/index.html, ${report.length} findings`,
  );
  return report.length > 0 ? 1 : 0;
}

async function takeAll(
  studio: Studio,
  scenes: readonly Scene[],
  words: readonly string[],
): Promise<readonly Shot[]> {
  const isWanted = (scene: string, layout: string): boolean =>
    words.every((word) => `${scene} ${layout}`.includes(word));
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const shots: Shot[] = [];
  const keep = async (shot: Shot): Promise<void> => {
    shots.push(shot);
    await writeFile(path.join(FOLDER, pictureName(shot)), shot.picture);
  };
  let { told } = studio;
  for (const [index, layout] of LAYOUTS.entries()) {
    if (index > 0 && index % LAYOUTS_A_MINUTE === 0) {
      await studio.stage.moveTo(ENDS_AT_MS + (index / LAYOUTS_A_MINUTE) * NEXT_MINUTE_MS);
      told = await lookAgain(studio.stage, told);
    }
    for (const scene of scenes) {
      if (!isWanted(scene.name, layout.name) || scene.onlyIf?.(layout) === false) continue;
      await keep(await takePhone({ ...studio, told }, scene, layout));
    }
  }
  for (const layout of CONSOLE_LAYOUTS) {
    if (isWanted('console', layout.name)) await keep(await takeConsole(studio, layout));
  }
  return shots;
}

void main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Interrupted ? error.message : error);
    process.exit(error instanceof Interrupted ? INTERRUPTED : 1);
  },
);
