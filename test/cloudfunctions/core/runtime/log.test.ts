import { logLine } from '../../../../cloudfunctions/core/runtime/log';

describe('logLine', () => {
  it('writes one line of JSON, which the cloud’s log search takes apart', () => {
    const log = jest.spyOn(console, 'log').mockReturnValue(undefined);
    logLine({ fn: 'getOrder', code: 'ok', ms: 3 });
    expect(log.mock.calls).toEqual([['{"fn":"getOrder","code":"ok","ms":3}']]);
    log.mockRestore();
  });
});
