import { parseOrderAnswer } from '../../../miniprogram/contract/cloud-api';
import { checkLine } from '../../../miniprogram/contract/self-check';

const answer = (data: unknown) => ({ ok: true, serverTime: 1, data });

describe('what a function finds of itself', () => {
  it('is read as it was agreed', () => {
    const lines = [checkLine('settings', 'key-missing', { about: 'getOrder', value: 'K' })];
    expect(parseOrderAnswer('check-function', answer({ lines }))).toEqual(answer({ lines }));
  });

  it.each([
    ['a check', { ...checkLine('quota', 'quota-ample'), check: 'weather' }],
    ['a finding', { ...checkLine('quota', 'quota-ample'), finding: 'rainy' }],
  ])('is not read when it has %s that this phone does not know', (_what, line) => {
    expect(parseOrderAnswer('check-function', answer({ lines: [line] }))).toBeNull();
  });
});
