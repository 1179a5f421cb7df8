import { lookUpAny } from '../../../miniprogram/tracking/look-up';
import type { CallResult } from '../../../miniprogram/shared/call-result';
import type { LookUpAnswer } from '../../../miniprogram/shared/cloud-api';
import type { CloudErrorCode } from '../../../miniprogram/shared/cloud-error';
import { reportOf } from '../../support/delivery-reports';

function failing(code: CloudErrorCode): CallResult<LookUpAnswer> {
  return {
    ok: false,
    serverTime: 0,
    error: { code, message: '', fixer: 'staff', retryable: false, traceId: 't' },
  };
}

function shop(orders: Record<string, CallResult<LookUpAnswer>>) {
  return jest.fn((orderId: string) =>
    Promise.resolve(orders[orderId] ?? failing('order-not-found')),
  );
}

/** The order ids that were asked for. */
function askedIn(lookUp: ReturnType<typeof shop>): readonly string[] {
  return lookUp.mock.calls.map(([orderId]) => orderId);
}

function found(orderId: string): CallResult<LookUpAnswer> {
  return { ok: true, serverTime: 0, data: reportOf(301, 0, { orderId }) };
}

describe('a look-up of what may be several ids', () => {
  it('tries them in their order and stays with the one that was found', async () => {
    const lookUp = shop({ 'A-1': found('A-1') });
    const candidates = lookUpAny(['CODE_128,A-1', 'A-1'], lookUp);
    await candidates.ask();
    await candidates.ask();
    expect(askedIn(lookUp)).toEqual(['CODE_128,A-1', 'A-1', 'A-1']);
    expect(candidates.orderId()).toBe('A-1');
  });

  it('asks for the first only when that is an order', async () => {
    const lookUp = shop({ 'CODE_128,A-1': found('CODE_128,A-1'), 'A-1': found('A-1') });
    const candidates = lookUpAny(['CODE_128,A-1', 'A-1'], lookUp);
    await candidates.ask();
    expect(candidates.orderId()).toBe('CODE_128,A-1');
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  it('asks for what was found by its end by its own id from then on', async () => {
    const lookUp = shop({ '8842': found('20261124-8842') });
    const candidates = lookUpAny(['8842'], lookUp);
    await candidates.ask();
    expect(candidates.orderId()).toBe('20261124-8842');
    await candidates.ask();
    expect(askedIn(lookUp)).toEqual(['8842', '20261124-8842']);
  });

  it('says of what was found that it is a whole id, also where all that was seen is asked for again', async () => {
    const lookUp = shop({ '8842': found('8842') });
    const candidates = lookUpAny(['8842'], lookUp);
    await candidates.ask();
    await candidates.ask(undefined);
    expect(lookUp.mock.calls).toEqual([
      ['8842', undefined, false],
      ['8842', undefined, true],
    ]);
  });

  it('is shown by the id that several orders end in', async () => {
    const several = { choices: [], more: false };
    const lookUp = shop({ 'A 8842': { ok: true, serverTime: 0, data: several } });
    const candidates = lookUpAny(['A 8842', 'A8842'], lookUp);
    expect(candidates.orderId()).toBe('A8842');
    await candidates.ask();
    expect(candidates.orderId()).toBe('A 8842');
    await candidates.ask();
    expect(askedIn(lookUp)).toEqual(['A 8842', 'A 8842']);
  });

  it('says of whole ids that they are', async () => {
    const lookUp = shop({ '8842': found('8842') });
    await lookUpAny(['8842'], lookUp, true).ask();
    await lookUpAny(['8842'], lookUp).ask();
    expect(lookUp.mock.calls).toEqual([
      ['8842', undefined, true],
      ['8842', undefined, false],
    ]);
  });

  it('stops at trouble that another id cannot mend', async () => {
    const lookUp = shop({ first: failing('not-staff') });
    const result = await lookUpAny(['first', 'second'], lookUp).ask();
    expect(result).toEqual(failing('not-staff'));
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  it('goes on to the next id from one that WeChat takes for none', async () => {
    const second = found('second');
    const lookUp = shop({ first: failing('bad-order-id'), second });
    expect(await lookUpAny(['first', 'second'], lookUp).ask()).toBe(second);
  });

  it('stops where no answer arrives', async () => {
    const offline: CallResult<LookUpAnswer> = { ok: false, noAnswer: 'offline', detail: '' };
    const lookUp = shop({ first: offline });
    expect(await lookUpAny(['first', 'second'], lookUp).ask()).toBe(offline);
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  it('tries them all again as long as none was found', async () => {
    const lookUp = shop({});
    const candidates = lookUpAny(['first', 'second'], lookUp);
    await candidates.ask();
    await candidates.ask();
    expect(askedIn(lookUp)).toEqual(['first', 'second', 'first', 'second']);
  });

  it('says that it was not found when none is an order', async () => {
    const candidates = lookUpAny(['first', 'second'], shop({}));
    await expect(candidates.ask()).resolves.toEqual(failing('order-not-found'));
    expect(candidates.orderId()).toBe('second');
  });
});
