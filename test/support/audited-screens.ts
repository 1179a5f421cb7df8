import { createHost } from '../../dev/host/host';
import { createAudit } from '../../dev/screens/audit-script';
import { reportOf } from '../../dev/screens/report';
import { fillDemoShop } from '../../dev/screens/fill-demo-shop';
import { CONSOLE_LAYOUTS, LAYOUTS } from '../../dev/screens/layouts';
import { LOOK_UP_SCENES } from '../../dev/screens/scenes';
import { shopScenesOf } from '../../dev/screens/shop-scenes';
import { openStage } from '../../dev/screens/stage';
import type { Shot } from '../../dev/screens/take';
import { takeConsole, takePhone } from '../../dev/screens/take';
import { builtProduct } from './built';
import { sharedBrowser } from './shared-browser';

/** A selection of `npm run screens`, by name. */
export interface Looked {
  readonly scenes: readonly string[];
  readonly layouts: readonly string[];
  readonly consoles: readonly string[];
}

/**
 * Takes pictures and audits them: cut, covered, overlapping or squeezed text, small targets,
 * axe-core.
 *
 * @throws Error for an unknown name
 */
export async function auditScreens({
  scenes,
  layouts,
  consoles,
}: Looked): Promise<readonly string[]> {
  const stage = await openStage({
    startHost: (options) => createHost({ ...options, build: builtProduct }),
    launchBrowser: sharedBrowser,
  });
  try {
    const studio = { stage, audit: await createAudit() };
    const isLookUp = scenes.every((name) => LOOK_UP_SCENES.some((scene) => scene.name === name));
    // Filling the shop takes long.
    const shopScenes = isLookUp ? [] : shopScenesOf(await fillDemoShop(stage));
    const shots: Shot[] = [];
    for (const scene of named([...LOOK_UP_SCENES, ...shopScenes], scenes)) {
      shots.push(...(await takePhone(studio, scene, named(LAYOUTS, layouts))));
    }
    shots.push(...(await takeConsole(studio, named(CONSOLE_LAYOUTS, consoles))));
    return reportOf(shots);
  } finally {
    await stage.close();
  }
}

function named<Each extends { readonly name: string }>(
  all: readonly Each[],
  names: readonly string[],
): readonly Each[] {
  return names.map((name) => {
    const found = all.find((one) => one.name === name);
    if (found === undefined) throw new Error(`There is no ${name} among the screens.`);
    return found;
  });
}
