import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../../dev/browser/launch-browser';
import type { Audit } from '../../../dev/screens/audit-script';
import { createAudit } from '../../../dev/screens/audit-script';

let browser: Browser;
let page: Page;
let audit: Audit;

beforeAll(async () => {
  [browser, audit] = await Promise.all([launchBrowser(), createAudit()]);
  page = await browser.newPage();
});

beforeEach(() => page.setViewportSize({ width: 375, height: 600 }));

afterAll(() => browser.close());

/** Returns findings in a page with this body, by these checks. */
async function foundIn(body: string, checks: string): Promise<readonly string[]> {
  await page.setContent(
    `<!doctype html><html lang="en"><title>t</title><style>
      body { margin: 0; font: 16px/1.5 sans-serif; color: #000; background: #fff }
      p { margin: 0 }
      .narrow { width: 80px; white-space: nowrap }
      .lid { position: fixed; inset: 0; background: #fff }
      .row { position: relative; width: 200px; height: 50px; overflow: hidden }
      wx-map, wx-page, wx-switch { position: relative; display: block; overflow: hidden }
      wx-map { width: 300px; height: 200px }
      wx-page { height: 100vh; overflow: auto }
      wx-switch { width: 52px; height: 32px }
      wx-label { display: flex; align-items: center; width: 300px }
      .phone-marker-icon { position: absolute; width: 40px; height: 40px }
      [role='button'] { position: relative; margin: 60px; width: 50px }
    </style><body><main>${body}</main></body></html>`,
  );
  const findings = await audit(page, 'main');
  return findings
    .filter(({ check }) => checks.split(' or ').includes(check))
    .map(({ detail }) => detail);
}

const LONG = '20261124-1288 20261124-1279 20261124-1271';
const PILED = '<p>first line</p><p style="margin-top: -14px">second line</p>';
const PILL = '<div class="pill" style="position: absolute; top: 0; left: 0">20261124-1288</div>';
const marker = (place: string): string =>
  `<wx-map><img class="phone-marker-icon" alt="" src="data:," style="${place}" /></wx-map>${PILL}`;
const columns = (gapPx: number): string =>
  `<div style="display: flex; height: 40px">
    <div style="width: 100px; overflow: auto">one<br /><br />two</div>
    <div style="width: 100px; overflow: auto; margin-left: ${gapPx}px"><br /><br />three</div>
  </div>`;
const BROKEN = '<p style="width: 80px">还有三个<b>小时</b></p>';
const column = (width: string, word: string): string => `<p style="width: ${width}">${word}</p>`;
const target = (heightPx: number, inner = ''): string =>
  `<div role="button" tabindex="0" style="height: ${heightPx}px">x${inner}</div>`;
const CONTROL = '<wx-switch></wx-switch>';
const labelled = (heightPx: number): string =>
  `<wx-label style="height: ${heightPx}px"><p>常亮</p>${CONTROL}</wx-label>`;
const TOUCH_MARGIN = '<i style="position: absolute; inset: -8px 0"></i>';

it.each<[string, string, string, readonly RegExp[]]>([
  [
    'cut',
    'a box that does not scroll ends before it',
    `<p class="narrow" style="overflow: hidden">${LONG}</p>`,
    [/^\d+ px beyond narrow$/],
  ],
  [
    'cut',
    'lines are left out below',
    '<p style="height: 48px; overflow: hidden">first<br />second<br />third</p>',
    [/^\d+ px above or below p$/],
  ],
  [
    'cut',
    'an ellipsis ends it, and a label has the whole',
    `<div role="button" aria-label="${LONG}，x"><p class="narrow" style="overflow: hidden; text-overflow: ellipsis">${LONG}</p></div>`,
    [],
  ],
  [
    'cut',
    'a label lacks what an ellipsis leaves out',
    `<div role="button" aria-label="x"><p class="narrow" style="overflow: hidden; text-overflow: ellipsis">${LONG}</p></div>`,
    [/^\d+ px beyond narrow$/],
  ],
  [
    'cut or covered',
    'it comes with a sheet that can be raised',
    `<div class="pane--sheet" style="height: 40px; overflow: hidden"><i aria-label="拉起详情"></i>first<br />second<br />third</div>`,
    [],
  ],
  [
    'cut',
    'it is wider than the window',
    `<p class="narrow">${LONG} ${LONG}</p>`,
    [/ beyond the window$/],
  ],
  [
    'cut',
    'it can be scrolled to',
    `<div class="narrow" style="height: 40px; overflow: auto">${LONG}<br />${LONG}</div>`,
    [],
  ],
  [
    'cut',
    'it is for screen readers only',
    `<p style="position: absolute; width: 1px; height: 1px; overflow: hidden">${LONG}</p>`,
    [],
  ],
  [
    'cut',
    'a swipe brings it in',
    '<div class="row">row<b style="position: absolute; left: 200px">删除</b></div>',
    [],
  ],
  ['overlap', 'one stands on the other', PILED, [/^over “second line”$/]],
  [
    'overlap',
    'both have to be scrolled to',
    `<div style="height: 40px; overflow: auto"><p style="height: 200px"></p>${PILED}</div>`,
    [/^over “second line”$/],
  ],
  ['overlap or covered', 'they scroll beside each other', columns(0) + columns(-100), []],
  [
    'overlap or covered',
    'they stand close',
    '<p style="line-height: 1">first<br />second</p><p>third</p>',
    [],
  ],
  ['covered', 'something hides it', '<p>hidden</p><div class="lid">on top</div>', [/^by lid$/]],
  ['overlap or covered', 'what lies above shows nothing', target(50, TOUCH_MARGIN), []],
  ['covered', 'a marker is below what lies over the map', marker('left: 0; top: 0'), [/^by pill$/]],
  ['covered', 'a marker is beside it', marker('left: 100px; top: 90px'), []],
  ['narrow', 'a character stands in a line', column('16px', '同城配送'), [/^4 lines$/]],
  ['narrow', 'two characters stand in a line', column('34px', '同城配送'), []],
  ['narrow', 'a short word breaks in a wide paragraph', BROKEN, []],
  ['target', 'it has 44 px', target(44), []],
  ['target', 'it has less', target(43), [/^50 × 43 px$/]],
  ['target', 'the label around it has 44 px', labelled(44), []],
  ['target', 'the label around it has less', labelled(40), [/^300 × 40 px$/]],
  ['target', 'no label is around it', CONTROL, [/^52 × 32 px$/]],
  ['target', 'a margin catches touches for it', target(30, TOUCH_MARGIN), []],
  [
    'target',
    'it has to be scrolled to',
    `<p style="height: 2000px"></p>${target(20)}`,
    [/ 20 px$/],
  ],
])('%s: %s', async (check, _where, body, details) => {
  expect(await foundIn(body, check)).toEqual(
    details.map((each) => expect.stringMatching(each) as string),
  );
});

describe('contrast, which axe-core measures', () => {
  it.each<[string, string, readonly string[]]>([
    // WCAG's own example: #767676 is the lightest sufficient grey on white.
    ['the lightest grey that is enough', 'color: #767676', []],
    ['one that is not', 'color: #777777', ['4.47']],
    ['the same in 24 px', 'color: #777777; font-size: 24px', []],
    ['the same in 19 px and bold', 'color: #777777; font: bold 19px sans-serif', []],
    ['the same in 18 px and bold', 'color: #777777; font: bold 18px sans-serif', ['4.47']],
    ['see-through text', 'color: rgb(0 0 0 / 50%)', ['3.94']],
    ['faded text', 'opacity: 0.5', ['3.94']],
    ['text on a see-through ground', 'color: #fff; background: rgb(0 0 0 / 30%)', ['2.09']],
    ['what is switched off', 'color: #ccc" aria-disabled="true', []],
  ])('%s', async (_name, style, ratios) => {
    const found = await foundIn(`<div style="${style}">delivered</div>`, 'axe');
    const measured = found.map((words) => /^color-contrast .* of (\d\.\d+) /.exec(words)?.[1]);
    expect(measured).toEqual(ratios);
  });

  it.each([
    ['a single character', '<b class="pale">x</b>'],
    ['what stands in a field', '<input aria-label="a" value="1288" class="pale" />'],
    [
      'the words of an empty field',
      '<wx-input><p aria-hidden="true" class="pale">id</p></wx-input>',
    ],
    ['text below a pseudo-element', '<b class="pale touched">delivered</b>'],
    ['text to scroll to', '<wx-page><p style="margin-top: 900px" class="pale">late</p></wx-page>'],
  ])('reaches %s', async (_name, body) => {
    const styles = `<style>.pale { position: relative; color: #bbb }
      .touched::after { content: ''; position: absolute; inset: -8px }</style>`;
    expect(await foundIn(styles + body, 'axe')).toEqual([expect.stringMatching(/^color-contrast/)]);
  });
});

it('hears what else axe-core calls serious', async () => {
  expect(await foundIn('<img src="data:," /><button></button>', 'axe')).toEqual([
    'button-name (critical)',
    'image-alt (critical)',
  ]);
});
