import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createAudit } from './audit-script';
import { contactSheet, pictureName } from './contact-sheet';
import { CONSOLE_LAYOUTS, LAYOUTS } from './layouts';
import { reportOf } from './report';
import { scenesOf } from './scenes';
import { openStage } from './stage';
import { tell } from './story';
import type { Shot, Studio } from './take';
import { takeConsole, takePhone } from './take';

const FOLDER = path.join(__dirname, '../../dist/screens');
const REHEARSAL = { viewport: { width: 375, height: 812 } };

/**
 * The program behind `npm run screens`: takes a picture of every page in every layout and looks it over; fails when it finds something.
 *
 * @param words take only those whose scene and layout have all these words in them
 */
async function main(words: readonly string[]): Promise<void> {
  const stage = await openStage();
  try {
    const rehearsal = await stage.newPage(REHEARSAL);
    const told = await tell(stage, rehearsal);
    await rehearsal.context().close();
    const shots = await takeAll({ stage, told, audit: await createAudit() }, words);
    const report = reportOf(shots);
    await writeFile(path.join(FOLDER, 'index.html'), contactSheet(shots, report));
    for (const line of report) console.log(line);
    console.log(
      `${shots.length} screens in ${path.relative('', FOLDER)}/index.html, ${report.length} findings`,
    );
    if (report.length > 0) process.exitCode = 1;
  } finally {
    await stage.close();
  }
}

async function takeAll(studio: Studio, words: readonly string[]): Promise<readonly Shot[]> {
  const isWanted = (scene: string, layout: string): boolean =>
    words.every((word) => `${scene} ${layout}`.includes(word));
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const shots: Shot[] = [];
  const keep = async (shot: Shot): Promise<void> => {
    shots.push(shot);
    await writeFile(path.join(FOLDER, pictureName(shot)), shot.picture);
  };
  for (const scene of scenesOf(studio.told)) {
    for (const layout of LAYOUTS) {
      if (!isWanted(scene.name, layout.name) || scene.onlyIf?.(layout) === false) continue;
      await keep(await takePhone(studio, scene, layout));
    }
  }
  for (const layout of CONSOLE_LAYOUTS) {
    if (isWanted('console', layout.name)) await keep(await takeConsole(studio, layout));
  }
  return shots;
}

void main(process.argv.slice(2));
