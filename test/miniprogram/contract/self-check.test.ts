import { parseOrderAnswer } from '../../../miniprogram/contract/cloud-api';
import { checkLine } from '../../../miniprogram/contract/self-check';

const answer = (data: unknown) => ({ ok: true, serverTime: 1, data });

it.each([
  ['a check', { ...checkLine('quota', 'quota-ample'), check: 'weather' }],
  ['a finding', { ...checkLine('quota', 'quota-ample'), finding: 'rainy' }],
])(
  'what a function finds of itself is not read when it has %s that this phone does not know',
  (_what, line) => {
    expect(parseOrderAnswer('check-function', answer({ lines: [line] }))).toBeNull();
  },
);
