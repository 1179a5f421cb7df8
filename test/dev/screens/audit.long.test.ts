import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../../dev/browser/launch-browser';
import { type Audit, createAudit } from '../../../dev/screens/audit-script';

let browser: Browser;
let page: Page;
let audit: Audit;

beforeAll(async () => {
  [browser, audit] = await Promise.all([launchBrowser(), createAudit()]);
  page = await browser.newPage();
});

beforeEach(() => page.setViewportSize({ width: 375, height: 600 }));

afterAll(() => browser.close());

/** Returns what is found in a page with this body: rule, fault and place. */
async function foundIn(body: string): Promise<readonly string[]> {
  await page.setContent(
    `<!doctype html><html lang="en"><title>t</title><style>
      body { margin: 0; font: 16px/1.5 sans-serif; color: #000; background: #fff }
      p { margin: 0 }
      .narrow { width: 80px; white-space: nowrap }
      .ellipsis { overflow: hidden; text-overflow: ellipsis }
      .lid { position: fixed; inset: 0; background: #fff }
      .row { position: relative; width: 200px; height: 50px; overflow: hidden }
      .row b { position: absolute; left: 200px; width: 50px }
      .icons, wx-page, wx-switch { position: relative; display: block; overflow: hidden }
      wx-map { display: block; width: 300px; height: 200px }
      wx-page { height: 100vh; overflow: auto }
      wx-switch { width: 52px; height: 32px }
      wx-label { display: flex; align-items: center; width: 300px }
      .phone-marker-icon { position: absolute; width: 40px; height: 40px }
      .pill { position: absolute; top: 0; left: 0; background: #fff }
      .target { position: relative; margin: 60px; width: 50px }
    </style><body><main>${body}</main></body></html>`,
  );
  return audit(page, 'main');
}

const LONG = '20261124-1288 20261124-1279 20261124-1271';
const shortened = (label: string): string =>
  `<div role="img" aria-label="${label}"><p class="narrow ellipsis">${LONG}</p></div>`;
const THREE_LINES = 'first<br />second<br />third';
const PILED = '<p>first line</p><p style="margin-top: -14px">second line</p>';
const marker = (place: string): string =>
  `<wx-map><div class="icons" style="height: 100%">
    <img class="phone-marker-icon" alt="" src="data:," style="${place}" />
  </div></wx-map><div class="pill">20261124-1288</div>`;
const column = (width: string, words: string): string => `<p style="width: ${width}">${words}</p>`;
const target = (heightPx: number, inner = ''): string =>
  `<div role="button" tabindex="0" class="target" style="height: ${heightPx}px">x${inner}</div>`;
const CONTROL = '<wx-switch role="switch" aria-checked="true" aria-label="x"></wx-switch>';
const labelled = (heightPx: number): string =>
  `<wx-label style="height: ${heightPx}px"><p>常亮</p>${CONTROL}</wx-label>`;
const TOUCH_MARGIN = '<i style="position: absolute; inset: -8px 0"></i>';

it.each<[string, string]>([
  ['an ellipsis ends it, and a label has the whole', shortened(`${LONG}，x`)],
  [
    'it comes with a sheet that can be raised',
    `<div class="pane--sheet" style="height: 40px; overflow: hidden">
      <i role="img" aria-label="拉起详情"></i>${THREE_LINES}</div>`,
  ],
  [
    'it can be scrolled to',
    `<div class="narrow" style="height: 40px; overflow: auto">${LONG}<br />${LONG}</div>`,
  ],
  [
    'it is for screen readers only',
    `<p style="position: absolute; width: 1px; height: 1px; overflow: hidden">${LONG}</p>`,
  ],
  ['a swipe brings it in', '<div class="row">row<b>删除</b></div>'],
  ['only the blank half of a mark is cut', '<p class="row" style="width: 56px">等店主）</p>'],
  ['texts stand close', '<p style="line-height: 1">first<br />second</p><p>third</p>'],
  ['what lies above a text shows nothing', target(50, TOUCH_MARGIN)],
  ['a marker is beside what lies over the map', marker('left: 100px; top: 90px')],
  ['two characters stand in a line', column('34px', '同城配送')],
  ['a short word breaks in a wide paragraph', column('80px', '还有三个<b>小时</b>')],
  ['a target has 44 px', target(44)],
  ['the label around a switch has 44 px', labelled(44)],
  ['a margin catches touches for a target', target(30, TOUCH_MARGIN)],
])('no finding when %s', async (_name, body) => {
  expect(await foundIn(body)).toEqual([]);
});

const CUT = /^hidden-text: “.” is hidden by /;
it.each<[string, string, RegExp]>([
  [
    'a box cuts its side',
    `<p class="narrow" style="overflow: hidden; pointer-events: none">${LONG}</p>`,
    CUT,
  ],
  ['a box cuts it below', `<p style="height: 48px; overflow: hidden">${THREE_LINES}</p>`, CUT],
  ['a label lacks what an ellipsis leaves out', shortened('x'), CUT],
  ['it is wider than the window', `<p class="narrow">${LONG} ${LONG}</p>`, CUT],
  ['a text stands on another', PILED, /^hidden-text: “.” is hidden by p \(/],
  [
    'texts that have to be scrolled to stand on each other',
    `<div tabindex="0" style="height: 40px; overflow: auto"><p style="height: 200px"></p>${PILED}</div>`,
    CUT,
  ],
  ['something covers it', '<p>hidden</p><div class="lid"></div>', /by lid \(/],
  ['a marker is below what lies over its map', marker('left: 0'), /^covered-marker: by pill \(/],
  ['one character stands in a line', column('16px', '同城配送'), /^squeezed-text: 4 lines \(/],
  ['a target is small', target(43), /^small-target: 50 × 43 px \(/],
  ['a label is small', labelled(40), /^small-target: 300 × 40 px \(/],
  ['no label is around a switch', CONTROL, /^small-target: 52 × 32 px \(/],
  [
    'a small target has to be scrolled to',
    `<p style="height: 2000px"></p>${target(20)}`,
    /^small-target: 50 × 20 px \(/,
  ],
])('a finding when %s', async (_name, body, found) => {
  expect(await foundIn(body)).toEqual([expect.stringMatching(found)]);
});

it.each([
  ['a single character', '<b class="pale">x</b>'],
  ['the words of an empty field', '<wx-input><p aria-hidden="true" class="pale">id</p></wx-input>'],
  ['text below a pseudo-element', '<b class="pale touched">delivered</b>'],
  ['text to scroll to', '<wx-page><p style="margin-top: 900px" class="pale">late</p></wx-page>'],
])('a finding when the contrast is low of %s', async (_name, body) => {
  const styles = `<style>.pale { position: relative; color: #777777 }
    .touched::after { content: ''; position: absolute; inset: -8px }</style>`;
  expect(await foundIn(styles + body)).toEqual([expect.stringMatching(/^color-contrast: .* 4.47/)]);
});

it('hears what else axe-core calls serious, but for a heading without a level', async () => {
  const found = await foundIn('<img src="data:," /><p role="heading">x</p>');
  expect(found).toEqual([expect.stringMatching(/^image-alt: /)]);
});
