import type { Audit } from '../../dev/screens/audit-script';
import { createAudit } from '../../dev/screens/audit-script';
import { furnish } from '../../dev/screens/furnish';
import { CONSOLE_LAYOUTS, LAYOUTS } from '../../dev/screens/layouts';
import { reportOf } from '../../dev/screens/report';
import type { Scene } from '../../dev/screens/scenes';
import { scenesOf } from '../../dev/screens/scenes';
import { shopScenesOf } from '../../dev/screens/shop-scenes';
import type { Stage } from '../../dev/screens/stage';
import { openStage } from '../../dev/screens/stage';
import type { Told } from '../../dev/screens/story';
import { tell } from '../../dev/screens/story';
import { takeConsole, takePhone } from '../../dev/screens/take';

jest.setTimeout(120_000);

/** The hardest ones: `npm run screens` looks at all. */
const HARD_LAYOUTS = ['375-large', '320', '1280-dark'];
const HARD_SCENES = [
  'search-recents',
  'delivery-301',
  'delivery-trouble-with-data',
  'shop-nothing-yet',
  'account-lost',
];
const HARD_CONSOLES = ['1280-dark', '390-light'];

const layouts = LAYOUTS.filter(({ name }) => HARD_LAYOUTS.includes(name));
const consoles = CONSOLE_LAYOUTS.filter(({ name }) => HARD_CONSOLES.includes(name));

let stage: Stage;
let scenes: readonly Scene[];
let told: Told;
let audit: Audit;

beforeAll(async () => {
  [stage, audit] = await Promise.all([openStage(), createAudit()]);
  const furnished = await furnish(stage);
  told = await tell(stage, await stage.newPage({ viewport: { width: 375, height: 812 } }));
  scenes = [...scenesOf(told), ...shopScenesOf(furnished)];
});

afterAll(() => stage.close());

function sceneNamed(name: string): Scene {
  const scene = scenes.find((candidate) => candidate.name === name);
  if (scene === undefined) throw new Error(`There is no scene ${name}.`);
  return scene;
}

describe.each(layouts)('on a phone as $name', (layout) => {
  it.each(HARD_SCENES)(
    '%s: no text cut, covered or overlapping, no small target, enough contrast, nothing serious from axe-core',
    async (name) => {
      const shot = await takePhone({ stage, told, audit }, sceneNamed(name), layout);
      expect(reportOf([shot])).toEqual([]);
    },
  );
});

it.each(consoles)('the console at $name: the same', async (layout) => {
  const shot = await takeConsole({ stage, told, audit }, layout);
  expect(reportOf([shot])).toEqual([]);
});
