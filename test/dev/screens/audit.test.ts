import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../../dev/browser/launch-browser';
import type { Finding } from '../../../dev/screens/audit/finding';
import type { Audit } from '../../../dev/screens/audit-script';
import { createAudit } from '../../../dev/screens/audit-script';

let browser: Browser;
let page: Page;
let audit: Audit;

beforeAll(async () => {
  [browser, audit] = await Promise.all([launchBrowser(), createAudit()]);
  page = await browser.newPage({ viewport: { width: 375, height: 600 } });
});

afterAll(() => browser.close());

/** `check detail` of what is found in a page with this body, and no more than asked for. */
async function foundIn(body: string, ...checks: readonly Finding['check'][]): Promise<string[]> {
  await page.setContent(
    `<!doctype html><html lang="en"><title>t</title><style>
      body { margin: 0; font: 16px/1.5 sans-serif; color: #000; background: #fff }
    </style><body><main>${body}</main></body></html>`,
  );
  const findings = await audit(page, 'main');
  return findings
    .filter(({ check }) => checks.includes(check))
    .map(({ check, detail }) => `${check} ${detail}`);
}

const LONG = '20261124-1288 20261124-1279 20261124-1271';

describe('text that is cut off', () => {
  it('is found where a box that does not scroll ends before it', async () => {
    const cut = `<p style="width: 80px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis">${LONG}</p>`;
    expect(await foundIn(cut, 'cut')).toEqual([expect.stringMatching(/^cut \d+ px beyond p$/)]);
  });

  it('is found where lines are left out below', async () => {
    const low = `<p style="width: 80px; height: 40px; overflow: hidden">${LONG} ${LONG}</p>`;
    expect((await foundIn(low, 'cut')).length).toBeGreaterThan(0);
  });

  it('is found beyond the side of the window', async () => {
    const wide = `<p style="width: 500px; white-space: nowrap">${LONG} ${LONG}</p>`;
    expect(await foundIn(wide, 'cut')).toEqual([
      expect.stringMatching(/^cut \d+ px beyond the window$/),
    ]);
  });

  it('is not what can be scrolled to, what is for screen readers only, or what a swipe brings in', async () => {
    const reachable = `
      <div style="width: 80px; height: 40px; overflow: auto; white-space: nowrap">${LONG}<br />${LONG}</div>
      <div style="position: absolute; width: 1px; height: 1px; overflow: hidden">${LONG}</div>
      <div style="position: relative; width: 200px; height: 50px; overflow: hidden">
        row<b style="position: absolute; left: 200px">删除</b>
      </div>`;
    expect(await foundIn(reachable, 'cut')).toEqual([]);
  });
});

describe('texts in each other’s way', () => {
  it('are found where one stands on the other', async () => {
    const piled = `<p style="margin: 0">first line</p><p style="margin: -14px 0 0">second line</p>`;
    expect(await foundIn(piled, 'overlap')).toEqual(['overlap over “second line”']);
  });

  it('are found where something hides one', async () => {
    const hidden = `<p style="margin: 0">hidden</p><div class="lid" style="position: fixed; inset: 0; background: #fff">on top</div>`;
    expect(await foundIn(hidden, 'covered')).toEqual(['covered by lid']);
  });

  it('are not lines that stand close, or text below what shows nothing', async () => {
    const fine = `<p style="margin: 0; line-height: 1">first<br />second</p><p style="margin: 0; line-height: 1">third</p>
      <button style="position: relative">press<i style="position: absolute; inset: 0"></i></button>`;
    expect(await foundIn(fine, 'overlap', 'covered')).toEqual([]);
  });
});

describe('markers of a map', () => {
  const map = (marker: string, lid = ''): string =>
    `<wx-map style="position: relative; display: block; width: 300px; height: 200px; overflow: hidden"><img class="phone-marker-icon" alt="" src="data:," style="position: absolute; width: 40px; height: 40px; ${marker}" /></wx-map>${lid}`;

  it('are found below what lies over the map', async () => {
    const pill =
      '<div class="pill" style="position: absolute; top: 0; left: 0">20261124-1288</div>';
    expect(await foundIn(map('left: 0; top: 0', pill), 'covered')).toEqual(['covered by pill']);
    expect(await foundIn(map('left: 100px; top: 90px', pill), 'covered')).toEqual([]);
  });
});

describe('contrast', () => {
  const on = (style: string, text = '送达'): Promise<string[]> =>
    foundIn(`<div style="${style}">${text}</div>`, 'contrast');

  it('is measured against 4.5, and against 3 for large text', async () => {
    // WCAG's own example: #767676 is the lightest grey on white that is enough, #777777 is not.
    expect(await on('color: #767676')).toEqual([]);
    expect(await on('color: #777777')).toEqual(['contrast 4.48 of 4.5']);
    expect(await on('color: #777777; font-size: 24px')).toEqual([]);
    expect(await on('color: #777777; font: bold 19px sans-serif')).toEqual([]);
    expect(await on('color: #777777; font: bold 18px sans-serif')).toEqual([
      'contrast 4.48 of 4.5',
    ]);
  });

  it('counts see-through colours and faded elements as they are painted', async () => {
    // Half of black on white is #7f7f7f or #808080: 4.00 or 3.95.
    expect(await on('color: rgb(0 0 0 / 50%)')).toEqual([
      expect.stringMatching(/^contrast (3\.9\d|4\.00) of 4\.5$/),
    ]);
    expect(await on('opacity: 0.5')).toEqual([
      expect.stringMatching(/^contrast (3\.9\d|4\.00) of 4\.5$/),
    ]);
    const onDark = `<div style="background: #000"><div style="background: rgb(255 255 255 / 10%); color: #fff">送达</div></div>`;
    expect(await foundIn(onDark, 'contrast')).toEqual([]);
  });

  it('takes the worst colour of a gradient', async () => {
    expect(await on('background: linear-gradient(#fff, #808080); color: #444')).toEqual([
      expect.stringMatching(/^contrast 2\.\d+ of 4\.5$/),
    ]);
  });

  it('is asked of placeholders, and not of what is switched off', async () => {
    const fields = `<input aria-label="a" placeholder="订单号" class="pale" /><input type="range" aria-label="b" value="3" style="color: #bbb" /><button disabled style="color: #ccc">x</button><style>.pale::placeholder { color: #bbb }</style>`;
    expect(await foundIn(fields, 'contrast')).toEqual([
      expect.stringMatching(/^contrast 1\.9\d of 4\.5$/),
    ]);
  });
});

describe('targets', () => {
  const target = (style: string, inner = ''): string =>
    `<div role="button" tabindex="0" style="position: relative; margin: 60px; width: 50px; ${style}">x${inner}</div>`;

  it('reach as far as the label around them', async () => {
    const control = '<wx-switch style="display: block; width: 52px; height: 32px"></wx-switch>';
    const labelled = (height: number): string =>
      `<wx-label style="display: flex; align-items: center; width: 300px; height: ${height}px"><p>常亮</p>${control}</wx-label>`;
    expect(await foundIn(labelled(44), 'target')).toEqual([]);
    expect(await foundIn(labelled(40), 'target')).toEqual([expect.stringMatching(/ × 40 px$/)]);
    expect(await foundIn(control, 'target')).toEqual(['target 52 × 32 px']);
  });

  it('are found below 44 px', async () => {
    expect(await foundIn(target('height: 44px'), 'target')).toEqual([]);
    expect(await foundIn(target('height: 43px'), 'target')).toEqual(['target 50 × 43 px']);
  });

  it('are as large as what catches touches for them', async () => {
    const margin = '<i style="position: absolute; inset: -8px 0"></i>';
    expect(await foundIn(target('height: 30px', margin), 'target')).toEqual([]);
  });

  it('are looked at also where they have to be scrolled to', async () => {
    const far = `<div style="height: 2000px"></div>${target('height: 20px')}`;
    expect(await foundIn(far, 'target')).toEqual(['target 50 × 20 px']);
  });
});

it('hears what axe-core calls serious', async () => {
  expect(await foundIn('<img src="data:," /><button></button>', 'axe')).toEqual([
    'axe button-name (critical)',
    'axe image-alt (critical)',
  ]);
});
