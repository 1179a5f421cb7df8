import { logLine, causeCodeOf } from '../../../../cloudfunctions/core/runtime/log';
import { CloudFailure } from '../../../../cloudfunctions/core/runtime/cloud-failure';

it('logLine writes one line of JSON, which the cloud’s log search takes apart', () => {
  const log = jest.spyOn(console, 'log').mockReturnValue(undefined);
  logLine({ fn: 'getOrder', code: 'ok', ms: 3 });
  expect(log.mock.calls).toEqual([['{"fn":"getOrder","code":"ok","ms":3}']]);
  log.mockRestore();
});

function errorOf(code: unknown, cause?: unknown): Error {
  return Object.assign(new Error('陈师傅 10000000001', { cause }), { code });
}

describe('the code of a cause', () => {
  it('is that of the innermost cause that has one', () => {
    const inner = errorOf('CERT_HAS_EXPIRED', new Error('no code'));
    const cause = new CloudFailure('upstream-unreachable', { cause: errorOf('EPIPE', inner) });
    expect(causeCodeOf(new CloudFailure('unexpected', { cause }))).toBe('CERT_HAS_EXPIRED');
  });

  it.each([
    ['a sentence', 'SECRET is abc'],
    ['small letters', 'enotfound'],
    ['too long', 'E'.repeat(42)],
    ['two letters', 'EX'],
    ['a number', 40001],
    ['a digit in front', '10000000001'],
    ['an object', { code: 'ENOTFOUND' }],
    ['nothing', undefined],
  ])('stays out of the log when it is %s', (_name, code) => {
    expect(causeCodeOf(errorOf(code))).toBeUndefined();
  });

  it('ends where causes go round in a circle', () => {
    const error = errorOf('ECONNRESET');
    error.cause = error;
    expect(causeCodeOf(error)).toBe('ECONNRESET');
  });
});
