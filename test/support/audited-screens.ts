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

/** Some of what `npm run screens` takes, by name. */
export interface Looked {
  readonly scenes: readonly string[];
  readonly layouts: readonly string[];
  readonly consoles: readonly string[];
}

/**
 * Takes them all, and says what is wrong with them: text cut, covered or overlapping, small targets, what is serious by axe-core.
 *
 * @throws Error when one of the names is unknown
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
    // To fillDemoShop the shop takes long.
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
