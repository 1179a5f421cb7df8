import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');
const WIDTHS = [360, 390, 768, 820, 1024, 1280, 1600];

/** Script for the console's page: visits all screens and panes, and reports faults. */
const WHAT_IS_ODD = `(() => {
  const press = (place, name) =>
    [...document.querySelectorAll(place + ' button')]
      .find((one) => one.textContent.trim() === name)?.click();
  const isTooWide = (one) =>
    !one.closest('#frame') &&
    one.checkVisibility({ visibilityProperty: true }) &&
    one.getBoundingClientRect().right > innerWidth + 1;
  const odd = () => {
    const phone = document.querySelector('iframe');
    const scale = Math.round((phone.getBoundingClientRect().width / phone.offsetWidth) * 100);
    const told = document.querySelector('#scale').textContent.replace('原大', '100%');
    const isBeside = innerWidth >= 760;
    const cards = [...document.querySelectorAll('.card')].filter((one) => one.checkVisibility());
    return [
      ...[...document.querySelectorAll('body *')]
        .filter(isTooWide)
        .map((one) => one.className + ' is too wide'),
      !told.includes(scale + '%') && 'the phone is drawn at ' + scale + ' %, not at ' + told,
      isBeside && document.documentElement.scrollHeight > innerHeight && 'the page scrolls',
      isBeside && !cards.some((one) => one.getBoundingClientRect().y < 400) && 'no card is in sight',
    ].filter((what) => what !== false);
  };
  return ['手机', '平板', '电脑'].flatMap((screen) =>
    ['手机', '配送', '云端', '捣乱', '开店', '设置'].flatMap((pane) => {
      press('#tabs', '设置');
      press('#settings', screen);
      press('#tabs', pane);
      return odd().map((what) => [screen, pane, what].join(' '));
    }),
  );
})()`;

/** Reports faults of the console on windows of all widths, with every screen and pane. */
export async function oddIn(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const odd = await page.evaluate<readonly string[]>(WHAT_IS_ODD);
    found.push(...odd.map((what) => `${width} px: ${what}`));
  }
  return found;
}

/** Returns axe-core's findings in light and dark. The page must be opened with `bypassCSP`. */
export async function axeProblemsIn(page: Page): Promise<readonly unknown[]> {
  await page.addScriptTag({ path: AXE });
  const found: unknown[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const problems = await page.evaluate<readonly unknown[]>(
      `axe.run({ exclude: ['iframe'] }, { iframes: false }).then(({ passes, violations }) =>
        passes.length > 10
          ? violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])
          : ['axe looked at nothing'])`,
    );
    found.push(...problems);
  }
  return found;
}
