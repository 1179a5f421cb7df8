import type { LogEntry } from '../../../dev/cloud/cloud';
import { shownCall } from '../../../dev/host/shown-call';

const entry: LogEntry = {
  at: 1000,
  name: 'getOrder',
  openId: 'o-demo-clerk',
  orderId: '20261124-1288',
  ms: 41,
  databaseRequests: 2,
  lines: ['{"fn":"getOrder","traceId":"t","code":"ok","ms":38,"upstream":1,"status":"delivering"}'],
  outcome: 'ok',
};

describe('shownCall', () => {
  it('tells who asked for what, and what came of it', () => {
    expect(shownCall(entry)).toEqual({
      ...{ at: 1000, name: 'getOrder', who: '店员', orderId: '20261124-1288', action: null },
      ...{ outcome: '301', isOk: true, ms: 41, upstream: 1, database: 2, isReveal: false },
      ...{ deadToken: null, isTokenFetched: false },
    });
  });

  it('tells the code of 同城配送 for an order of it, which has codes of its own', () => {
    const isIntracity = (orderId: string): boolean => orderId === '3000000000000000007';
    const ofIntracity = { ...entry, orderId: '3000000000000000007' };
    expect(shownCall(ofIntracity, isIntracity).outcome).toBe('50000');
    expect(shownCall(entry, isIntracity).outcome).toBe('301');
  });

  it.each<[string, Partial<LogEntry>, string, object]>([
    [
      'what was asked of a function that is not about orders',
      { name: 'shop', orderId: null },
      '"code":"ok","action":"save-store"',
      { action: 'save-store', outcome: 'ok', isOk: true },
    ],
    [
      'that several orders end as was asked',
      { orderId: '8842' },
      '"code":"ok","action":"look-up","choices":3',
      { outcome: '3 单可选', isOk: true },
    ],
    [
      'the function’s own error',
      { openId: 'o-demo-stranger' },
      '"code":"not-staff"',
      { who: '陌生人', outcome: 'not-staff', isOk: false, upstream: 0 },
    ],
    [
      'that a dead token was replaced, and that a number was asked for',
      {},
      '"code":"ok","deadToken":40001,"tokenFetched":true,"reveal":"phone","status":"delivering"',
      { deadToken: 40001, isTokenFetched: true, isReveal: true },
    ],
  ])('tells %s', (_what, differs, written, shown) => {
    const lines = ['not JSON', `{"fn":"getOrder","upstream":0,${written}}`];
    expect(shownCall({ ...entry, ...differs, lines })).toMatchObject(shown);
  });

  it("tells the cloud's own code when the function did not come to an answer", () => {
    const outcome = {
      errCode: -504003,
      errMsg: 'Invoking task timed out after 3 seconds',
    } as const;
    const shown = { outcome: '-504003', isOk: false };
    expect(shownCall({ ...entry, lines: [], outcome })).toMatchObject(shown);
  });
});
