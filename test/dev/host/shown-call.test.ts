import type { LogEntry } from '../../../dev/cloud/cloud';
import { shownCall } from '../../../dev/host/shown-call';
import { shownLookUp } from '../../support/shown-calls';

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
    expect(shownCall(entry)).toEqual(shownLookUp({ at: 1000, database: 2 }));
  });

  it('tells the code of 同城配送 for an order of it, which has codes of its own', () => {
    const isIntracity = (orderId: string): boolean => orderId === '3000000000000000007';
    const ofIntracity = { ...entry, orderId: '3000000000000000007' };
    expect(shownCall(ofIntracity, isIntracity).outcome).toBe('50000');
    expect(shownCall(entry, isIntracity).outcome).toBe('301');
  });

  it('tells what was asked of a function that is not about orders', () => {
    const lines = [
      '{"fn":"shop","traceId":"t","code":"ok","ms":9,"upstream":0,"action":"save-store"}',
    ];
    expect(shownCall({ ...entry, name: 'shop', orderId: null, lines })).toMatchObject({
      action: 'save-store',
      outcome: 'ok',
      isOk: true,
    });
  });

  it('tells that several orders end as was asked', () => {
    const lines = [
      '{"fn":"getOrder","traceId":"t","code":"ok","ms":9,"upstream":0,"action":"look-up","choices":3}',
    ];
    expect(shownCall({ ...entry, orderId: '8842', lines })).toMatchObject({
      outcome: '3 单可选',
      isOk: true,
    });
  });

  it("tells the function's own error", () => {
    const lines = ['{"fn":"getOrder","traceId":"t","code":"not-staff","ms":1,"upstream":0}'];
    expect(shownCall({ ...entry, openId: 'o-demo-stranger', lines })).toMatchObject({
      who: '陌生人',
      outcome: 'not-staff',
      isOk: false,
      upstream: 0,
    });
  });

  it('tells that a dead token was replaced, and that a number was asked for', () => {
    const lines = [
      'not JSON',
      '{"fn":"getOrder","traceId":"t","code":"ok","ms":1,"upstream":3,"deadToken":40001,"tokenFetched":true,"reveal":"phone","status":"delivering"}',
    ];
    expect(shownCall({ ...entry, lines })).toMatchObject({
      deadToken: 40001,
      isTokenFetched: true,
      isReveal: true,
      upstream: 3,
    });
  });

  it("tells the cloud's own code when the function did not come to an answer", () => {
    const outcome = {
      errCode: -504003,
      errMsg: 'Invoking task timed out after 3 seconds',
    } as const;
    expect(shownCall({ ...entry, lines: [], outcome })).toMatchObject({
      outcome: '-504003',
      isOk: false,
    });
  });
});
