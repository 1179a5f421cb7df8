import { createHost } from '../../dev/host/host';
import { createAudit } from '../../dev/screens/audit-script';
import { reportOf } from '../../dev/screens/contact-sheet';
import { furnish } from '../../dev/screens/furnish';
import { CONSOLE_LAYOUTS, LAYOUTS } from '../../dev/screens/layouts';
import { LOOK_UP_SCENES } from '../../dev/screens/scenes';
import { shopScenesOf } from '../../dev/screens/shop-scenes';
import type { Stage } from '../../dev/screens/stage';
import { openStage } from '../../dev/screens/stage';
import type { Shot } from '../../dev/screens/take';
import { takeConsole, takePhone } from '../../dev/screens/take';
import { builtProduct } from '../support/built';
import { sharedBrowser } from '../support/shared-browser';

/** The hardest ones: `npm run screens` looks at all. */
const LAYOUT_NAMES = ['375-large', '320', '1280-dark'];
const SCENE_NAMES = [
  'search-recents',
  'delivery-301',
  'delivery-trouble-with-data',
  'shop-nothing-yet',
  'account-lost',
];
const CONSOLE_NAMES = ['1280-dark', '390-light'];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    startHost: (options) => createHost({ ...options, build: builtProduct }),
    launchBrowser: sharedBrowser,
  });
});
afterAll(() => stage.close());

it('shows no text cut, covered or overlapping, no small target, nothing serious by axe-core', async () => {
  const studio = { stage, audit: await createAudit() };
  const scenes = [...LOOK_UP_SCENES, ...shopScenesOf(await furnish(stage))];
  const named = <Each extends { readonly name: string }>(
    all: readonly Each[],
    names: readonly string[],
  ): readonly Each[] => all.filter(({ name }) => names.includes(name));
  const shots: Shot[] = [];
  for (const scene of named(scenes, SCENE_NAMES)) {
    shots.push(...(await takePhone(studio, scene, named(LAYOUTS, LAYOUT_NAMES))));
  }
  shots.push(...(await takeConsole(studio, named(CONSOLE_LAYOUTS, CONSOLE_NAMES))));
  expect(shots).toHaveLength(SCENE_NAMES.length * LAYOUT_NAMES.length + CONSOLE_NAMES.length);
  expect(reportOf(shots)).toEqual([]);
});
