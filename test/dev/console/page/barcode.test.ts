/** @jest-environment jsdom */
import { barcodeWindow } from '../../../../dev/console/page/barcode';
import { rendered } from '../../../support/rendered-template';

/** Returns dark bars and the width of an order's barcode, in modules. */
function drawn(orderId: string): { readonly bars: string; readonly margins: readonly number[] } {
  const { root } = rendered(barcodeWindow(orderId).content);
  const numberOf = (element: Element | null | undefined, name: string): number =>
    Number(element?.getAttribute(name));
  const group = root.querySelector('g');
  const left = Number(/translate\((\d+)/.exec(group?.getAttribute('transform') ?? '')?.[1]);
  const bars = [...(group?.querySelectorAll('rect') ?? [])];
  const right = left + numberOf(bars.at(-1), 'x') + numberOf(bars.at(-1), 'width');
  const width = numberOf(root.querySelector('rect'), 'width');
  return { bars: bars.map((bar) => bar.outerHTML).join(''), margins: [left, width - right] };
}

describe('the barcode of an order id', () => {
  it('answers what a scanner has read, with its kind or without', () => {
    expect(barcodeWindow('A-1').answers.map(({ answer }) => answer)).toEqual([
      'CODE_128,A-1',
      'A-1',
    ]);
  });

  it('is another for another id, between the quiet zones that a scanner wants', () => {
    const [one, other] = [drawn('20261124-1288'), drawn('20261124-1289')];
    expect([one.margins, other.margins]).toEqual([
      [10, 10],
      [10, 10],
    ]);
    expect(one.bars).not.toBe(other.bars);
  });
});
