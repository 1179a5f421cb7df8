import type { Page } from 'playwright-core';

const WIDTHS = [390, 820, 1024, 1280, 1600];

/** Script for the console's page: visits all screens, with all cards open, and reports faults. */
const WHAT_IS_ODD = `(() => {
  const press = (name) =>
    [...document.querySelectorAll('#settings button')]
      .find((one) => one.textContent.trim() === name)?.click();
  const isTooWide = (one) =>
    !one.closest('#frame') &&
    one.checkVisibility() &&
    one.getBoundingClientRect().right > innerWidth + 1;
  const odd = () => {
    const phone = document.querySelector('iframe');
    const scale = Math.round((phone.getBoundingClientRect().width / phone.offsetWidth) * 100);
    const told = document.querySelector('#caption').textContent.replace('原大', '100%');
    return [
      ...[...document.querySelectorAll('body *')]
        .filter(isTooWide)
        .map((one) => one.className + ' is too wide'),
      !told.includes(scale + '%') && 'the phone is drawn at ' + scale + ' %, not at ' + told,
      innerWidth >= 760 && document.documentElement.scrollHeight > innerHeight && 'the page scrolls',
    ].filter((what) => what !== false);
  };
  for (const folded of document.querySelectorAll('#people [aria-expanded=false]')) folded.click();
  return ['手机', '平板', '电脑'].flatMap((screen) => {
    press(screen);
    return odd().map((what) => screen + ' ' + what);
  });
})()`;

/** Reports faults of the console on windows of all widths, with every screen. */
export async function oddIn(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const odd = await page.evaluate<readonly string[]>(WHAT_IS_ODD);
    found.push(...odd.map((what) => `${width} px: ${what}`));
  }
  return found;
}
