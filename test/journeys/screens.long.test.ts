import { spawnSync } from 'node:child_process';
import { ROOT } from '../support/repository';

const SCENES =
  'search-recents|delivery-301|delivery-failure-with-data|shop-nothing-yet|account-lost';
const LAYOUTS = '375-light|375-large|320|320-largest|1280-dark';
/** The hardest screens. `npm run screens` audits all. */
const HARDEST = `^((${SCENES}) (${LAYOUTS})|console (390-light|1280-dark))$`;

it('shows no text hidden or squeezed, no small target, nothing serious by axe-core', () => {
  const { status, stdout } = spawnSync(process.execPath, ['dev/run.mjs', 'screens', HARDEST], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/\n27 screens in dist\/screens, 0 findings\n$/);
  expect(status).toBe(0);
});
