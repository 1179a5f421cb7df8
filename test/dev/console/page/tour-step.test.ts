import { createTourProgress } from '../../../../dev/console/page/tour-step';
import type { ShownCall } from '../../../../dev/protocol/host-state';
import { shownLookUp } from '../../../support/shown-calls';

function call(orderId: string, outcome: string, more: Partial<ShownCall> = {}): ShownCall {
  return shownLookUp({ orderId, outcome, at: 10, ...more });
}

describe('the progress of somebody who takes the tour', () => {
  const mishap = { orderId: 'A', status: 304 };

  it.each([
    ['begins with looking an order up that is in the phone', [], false, 'look-up'],
    ['which a refusal is not', [call('A', 'not-staff', { isOk: false })], false, 'look-up'],
    ['nor a number to dial', [call('A', '301', { isReveal: true })], false, 'look-up'],
    ['nor another question', [call('A', 'ok', { orderId: null })], false, 'look-up'],
    ['goes on to a mishap', [call('A', '301')], false, 'mishap'],
    ['of that order', [call('B', '301')], true, 'mishap'],
    ['and to what the phone says of it', [call('A', '301')], true, 'read'],
    ['not of another one', [call('B', '304'), call('A', '301')], true, 'read'],
    ['which is its end', [call('A', '304'), call('A', '301')], true, 'through'],
  ])('%s', (_, calls, isMishap, step) => {
    const progress = createTourProgress();
    progress.at([], 'A', 'A');
    if (isMishap) progress.happened(mishap);
    expect(progress.at(calls, 'A', 'A')).toMatchObject({ step });
  });

  it('keeps to the order that something went wrong with, also when it is an example no more', () => {
    const progress = createTourProgress();
    expect(progress.at([], 'A', 'A')).toEqual({ step: 'look-up', orderId: 'A' });
    progress.happened(mishap);
    const calls = [call('A', '301')];
    expect(progress.at(calls, 'B', 'A')).toEqual({ step: 'read', ...mishap });
    expect(progress.at([call('A', '304'), ...calls], null, 'A')).toEqual({
      step: 'through',
      ...mishap,
    });
  });

  it('goes by the example while nobody watches what went wrong; without one there is no tour', () => {
    const progress = createTourProgress();
    progress.happened(mishap);
    expect(progress.at([], 'B', 'A')).toEqual({ step: 'pick', orderId: 'B' });
    expect(progress.at([], null, 'A')).toBeNull();
  });

  it('begins with what is asked from then on', () => {
    const progress = createTourProgress();
    progress.begin();
    const earlier = call('A', '301');
    expect(progress.at([earlier], 'A', 'A')).toMatchObject({ step: 'look-up' });
    const looked = [call('A', '301', { at: 20 }), earlier];
    expect(progress.at(looked, 'A', null)).toMatchObject({ step: 'mishap' });
    progress.begin();
    expect(progress.at(looked, 'A', null)).toMatchObject({ step: 'pick' });
  });

  it('begins anew with a world whose clock shows an earlier time', () => {
    const progress = createTourProgress();
    progress.at([call('A', '301', { at: 5000 })], 'A', null);
    progress.at([], 'A', 'A');
    expect(progress.at([call('A', '301')], 'A', null)).toMatchObject({ step: 'mishap' });
  });
});
