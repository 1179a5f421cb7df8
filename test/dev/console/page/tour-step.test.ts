import { tourStep } from '../../../../dev/console/page/tour-step';
import type { ShownCall } from '../../../../dev/host/host-state';

function call(orderId: string, outcome: string, more: Partial<ShownCall> = {}): ShownCall {
  return {
    at: 0,
    name: 'getOrder',
    who: '店员',
    orderId,
    action: null,
    outcome,
    isOk: true,
    ms: 1,
    upstream: 1,
    database: 0,
    isReveal: false,
    isHealed: false,
    deadToken: null,
    isTokenFetched: false,
    ...more,
  };
}

describe('the tour', () => {
  const mishap = { orderId: 'A', status: 304 };

  it('begins with looking an order up, which a refusal is not', () => {
    expect(tourStep([], null)).toBe('look-up');
    expect(tourStep([call('A', 'not-staff', { isOk: false })], null)).toBe('look-up');
    expect(tourStep([call('A', '301', { isReveal: true })], null)).toBe('look-up');
  });

  it('goes on to a mishap of that order, and to what the phone says of it', () => {
    expect(tourStep([call('A', '301')], null)).toBe('mishap');
    expect(tourStep([call('A', '301')], mishap)).toBe('read');
    expect(tourStep([call('A', '304'), call('A', '301')], mishap)).toBe('through');
  });

  it('is not through with a mishap of an order that nobody watches', () => {
    expect(tourStep([call('B', '301')], mishap)).toBe('mishap');
    expect(tourStep([call('B', '304'), call('A', '301')], mishap)).toBe('read');
  });
});
