import { pagesIn } from '../../dev/check/pages';
import { PROVIDER_NAMES } from '../../miniprogram/contract/providers';
import { found, ownFiles, textOf } from '../support/repository';

const TEXT = /\.(ts|mjs|json|md|wxml|wxss|wxs|css|html)$|^\.ci\/run$/;

function textFiles(start = ''): readonly string[] {
  return ownFiles().filter(
    (file) => file.startsWith(start) && TEXT.test(file) && !file.endsWith('package-lock.json'),
  );
}

function product(): readonly string[] {
  return [...textFiles('miniprogram/'), ...textFiles('cloudfunctions/')];
}

describe('the source', () => {
  it('knows no machine: no path of anybody’s disk, no registry', () => {
    const disks = /(?<![\w.])\/(?:work|root|home|Users)\/\w+|[A-Z]:\\Users/;
    const registries = new RegExp(['registry', 'npmjs|npm', 'mirror'].join('.?'));
    expect(found(textFiles(), disks)).toEqual([]);
    expect(found(textFiles(), registries)).toEqual([]);
  });

  it('knows no product that runs on made-up data', () => {
    // Assembled, so that this file does not find itself.
    expect(found(textFiles(), new RegExp(['use', 'Mock'].join('')))).toEqual([]);
  });

  it.each([
    [['wechat-instant'], /rider_name|rider_phone|rider_lng|rider_lat|reach_time|waybill_id/],
    [['wechat-instant', 'wechat-intracity'], /order_status/],
    [
      ['wechat-intracity'],
      /transporter_\w+|receiver_info|fetch_code|recv_code|order_seq|delivery_no/,
    ],
    [['wechat-intracity'], /service_trans_id|(?:create|accept|fetch|finish|cancel)_time/],
  ])('of the product writes wire names in one file per API only: %j', (homes, wire) => {
    const files = new Set(
      found(
        product().filter((file) => file.endsWith('.ts')),
        new RegExp(`^(?!\\s*(?://|/?\\*)).*\\b(?:${wire.source})\\b`),
      ).map((hit) => hit.split(':')[0]),
    );
    const answers = homes.map((home) => `cloudfunctions/core/providers/${home}/order-answer.ts`);
    expect([...files]).toEqual(answers);
  });

  it('of the product compares no provider by its name: what differs is a fact or its row', () => {
    const homes = /^(?:miniprogram\/contract\/providers\.ts|cloudfunctions\/core\/providers\/)/;
    const name = `'(?:${PROVIDER_NAMES.join('|')})'`;
    const compared = new RegExp(`[!=]== ${name}|${name} (?:[!=]==|in )|case ${name}`);
    const files = product().filter((file) => file.endsWith('.ts') && !homes.test(file));
    expect(files.length).toBeGreaterThan(250);
    expect(found(files, compared)).toEqual([]);
  });

  it('of every page has the text size that the person has set', () => {
    const pages = pagesIn(JSON.parse(textOf('miniprogram/app.json'))).map(
      ({ page }) => `miniprogram/${page}`,
    );
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) {
      expect(textOf(`${page}.wxml`)).toMatch(/^<page-meta root-font-size="\{\{rem\}\}" \/>/);
      expect(textOf(`${page}.ts`)).toMatch(/rem: ROOT_FONT_SIZE,|\.\.\.(FORM_)?PAGE_DATA,/);
    }
  });

  it('silences lint only with the reason beside it', () => {
    const files = textFiles().filter((file) => file.endsWith('.ts'));
    const silenced = new RegExp(
      ['^(.*)\\n\\s*// eslint-', 'disable-next-line (.*)$'].join(''),
      'gm',
    );
    const unexplained = files.flatMap((file) =>
      [...textOf(file).matchAll(silenced)]
        .filter(
          ({ 1: above = '', 2: rest = '' }) => !above.includes('//') && !rest.includes(' -- '),
        )
        .map(({ 0: lines }) => `${file}: ${lines}`),
    );
    expect(unexplained).toEqual([]);
    expect(found(files, new RegExp(['/\\* eslint-', 'disable'].join('')))).toEqual([]);
  });

  it('has no comment over 100 columns in WXML and WXSS either, which lint does not read', () => {
    const files = textFiles('miniprogram/').filter((file) => /\.wx(ml|ss)$/.test(file));
    const comments = /^[ \t]*(?:<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/)/gm;
    const long = files.flatMap((file) =>
      [...textOf(file).matchAll(comments)].flatMap(([comment]) => comment.match(/.{101,}/g) ?? []),
    );
    expect(long).toEqual([]);
  });

  it('has nothing left to do later', () => {
    expect(found(textFiles(), new RegExp(['\\b(TO', 'DO|FIX', 'ME)\\b'].join('')))).toEqual([]);
  });
});
