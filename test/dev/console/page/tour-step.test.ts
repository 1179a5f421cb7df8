import { createTourProgress, tourStep } from '../../../../dev/console/page/tour-step';
import type { ShownCall } from '../../../../dev/protocol/host-state';
import { shownLookUp } from '../../../support/shown-calls';

function call(orderId: string, outcome: string, more: Partial<ShownCall> = {}): ShownCall {
  return shownLookUp({ orderId, outcome, ...more });
}

describe('the tour', () => {
  const mishap = { orderId: 'A', status: 304 };

  it('begins with looking an order up, which neither a refusal nor another question is', () => {
    expect(tourStep([], null)).toBe('look-up');
    expect(tourStep([call('A', 'not-staff', { isOk: false })], null)).toBe('look-up');
    expect(tourStep([call('A', '301', { isReveal: true })], null)).toBe('look-up');
    expect(tourStep([call('A', 'ok', { orderId: null })], null)).toBe('look-up');
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

describe('the progress of somebody who takes the tour', () => {
  const mishap = { orderId: 'A', status: 304 };

  it('keeps to the order that something went wrong with, also when it is an example no more', () => {
    const progress = createTourProgress();
    expect(progress.at([], 'A')).toEqual({ step: 'look-up', orderId: 'A' });
    expect(progress.at([call('A', '301', { at: 10 })], 'A')).toMatchObject({ step: 'mishap' });
    progress.happened(mishap);
    const calls = [call('A', '301', { at: 10 })];
    expect(progress.at(calls, 'B')).toEqual({ step: 'read', ...mishap });
    expect(progress.at([call('A', '304', { at: 20 }), ...calls], null)).toEqual({
      step: 'through',
      ...mishap,
    });
  });

  it('goes by the example while nobody watches what went wrong; without one there is no tour', () => {
    const progress = createTourProgress();
    progress.happened(mishap);
    expect(progress.at([], 'B')).toEqual({ step: 'look-up', orderId: 'B' });
    expect(progress.at([], null)).toBeNull();
  });

  it('begins with what is asked from then on', () => {
    const progress = createTourProgress();
    progress.begin();
    const earlier = call('A', '301', { at: 10 });
    expect(progress.at([earlier], 'A')).toMatchObject({ step: 'look-up' });
    const looked = [call('A', '301', { at: 20 }), earlier];
    expect(progress.at(looked, 'A')).toMatchObject({ step: 'mishap' });
    progress.begin();
    expect(progress.at(looked, 'A')).toMatchObject({ step: 'look-up' });
  });

  it('begins anew with a world whose clock shows an earlier time', () => {
    const progress = createTourProgress();
    progress.at([call('A', '301', { at: 5000 })], 'A');
    progress.at([], 'A');
    expect(progress.at([call('A', '301', { at: 10 })], 'A')).toMatchObject({ step: 'mishap' });
  });
});
