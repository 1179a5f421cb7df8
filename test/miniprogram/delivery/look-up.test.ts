import { lookUpAny } from '../../../miniprogram/delivery/look-up';
import type { CallResult } from '../../../miniprogram/contract/call-result';
import type { LookUpAnswer } from '../../../miniprogram/contract/cloud-api';
import { reportOf } from '../../support/delivery-reports';
import { failedWith } from '../../support/failed-calls';

const NOT_FOUND = failedWith('order-not-found');

function shop(answers: readonly CallResult<LookUpAnswer>[]) {
  const left = [...answers];
  return jest.fn((_orderIds: readonly string[], _since?: number, _exact?: boolean) =>
    Promise.resolve(left.shift() ?? NOT_FOUND),
  );
}

function found(orderId: string): CallResult<LookUpAnswer> {
  return { ok: true, serverTime: 0, data: reportOf(301, 0, { orderId }) };
}

describe('a look-up of what may be several ids', () => {
  it('asks for all of them in one call, and then for the one that was found, which is a whole id', async () => {
    const lookUp = shop([found('A-1'), found('A-1')]);
    const meant = lookUpAny(['A-1', 'CODE_128,A-1'], lookUp);
    expect(meant.orderId()).toBe('A-1');
    await meant.ask();
    await meant.ask(7);
    expect(lookUp.mock.calls).toEqual([
      [['A-1', 'CODE_128,A-1'], undefined, false],
      [['A-1'], 7, true],
    ]);
  });

  it('is called by the id that was found, whichever of them that is', async () => {
    const meant = lookUpAny(['8842', 'A 8842'], shop([found('20261124-8842')]));
    await meant.ask();
    expect(meant.orderId()).toBe('20261124-8842');
  });

  it('asks for all of them again as long as none was found or chosen', async () => {
    const choices = { ok: true, serverTime: 0, data: { choices: [], more: false } } as const;
    const lookUp = shop([NOT_FOUND, choices]);
    const meant = lookUpAny(['8842', 'A 8842'], lookUp);
    expect(await meant.ask()).toEqual(NOT_FOUND);
    expect(await meant.ask()).toBe(choices);
    await meant.ask();
    const all = [['8842', 'A 8842'], undefined, false];
    expect(lookUp.mock.calls).toEqual([all, all, all]);
    expect(meant.orderId()).toBe('8842');
  });

  it('says of whole ids that they are', async () => {
    const lookUp = shop([]);
    await lookUpAny(['8842'], lookUp, true).ask();
    expect(lookUp.mock.calls).toEqual([[['8842'], undefined, true]]);
  });
});
