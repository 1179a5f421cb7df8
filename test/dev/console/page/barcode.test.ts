/** @jest-environment jsdom */
import { barcodeWindow } from '../../../../dev/console/page/barcode';
import { rendered } from '../../../support/rendered-template';

/** Widths of bars and spaces of Code 128's symbols 0 to 105 (ISO/IEC 15417, table 1). */
const WIDTHS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 ' +
  '223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 ' +
  '112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 ' +
  '311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 ' +
  '122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 ' +
  '214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ');
const STOP = '2331112';
/** Symbols that begin a text in a code set, and that go on in one: pairs of digits in C; letters, digits and signs are the same in A and B. */
const STARTS: Readonly<Record<number, string>> = { 103: 'A', 104: 'B', 105: 'C' };
const CHANGES: Readonly<Record<number, string>> = { 99: 'C', 100: 'B', 101: 'A' };

/** The picture of an order's barcode, module by module from left to right: 1 is dark. */
function drawn(orderId: string): string {
  const { root } = rendered(barcodeWindow(orderId).content);
  const numberOf = (bar: Element | null, name: string): number => Number(bar?.getAttribute(name));
  const modules = Array<string>(numberOf(root.querySelector('rect'), 'width')).fill('0');
  const bars = root.querySelector('g');
  const left = Number(/translate\((\d+)/.exec(bars?.getAttribute('transform') ?? '')?.[1]);
  for (const bar of bars?.querySelectorAll('rect') ?? []) {
    const from = left + numberOf(bar, 'x');
    modules.fill('1', from, from + numberOf(bar, 'width'));
  }
  return modules.join('');
}

/** Reads bars as a scanner does, between two quiet zones: symbols, their check, and the text that they hold. */
function scanned(picture: string): string {
  const bars = /^0{10}(1.*1)0{10}$/.exec(picture)?.[1] ?? '';
  const widths = [...bars.matchAll(/1+|0+/g)].map(([run]) => String(run.length)).join('');
  expect(widths.endsWith(STOP)).toBe(true);
  const symbols = (widths.slice(0, -STOP.length).match(/.{6}/g) ?? []).map((width) =>
    WIDTHS.indexOf(width),
  );
  const [start = -1, ...rest] = symbols;
  const check = rest.pop();
  expect(check).toBe(rest.reduce((sum, symbol, index) => sum + symbol * (index + 1), start) % 103);
  let set = STARTS[start];
  let text = '';
  for (const symbol of rest) {
    const next = CHANGES[symbol] ?? set;
    if (next !== set) set = next;
    else text += set === 'C' ? String(symbol).padStart(2, '0') : String.fromCharCode(symbol + 32);
  }
  return text;
}

describe('the barcode of an order id', () => {
  it('answers what a scanner has read, with its kind or without', () => {
    expect(barcodeWindow('A-1').answers.map(({ answer }) => answer)).toEqual([
      'CODE_128,A-1',
      'A-1',
    ]);
  });

  it.each(['20261124-1288', '1', 'A-b_9/#', '00000000000000000000'])(
    'holds %s, as a scanner reads it',
    (orderId) => {
      expect(scanned(drawn(orderId))).toBe(orderId);
    },
  );
});
