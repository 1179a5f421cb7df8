import { appendFileSync, writeFileSync } from 'node:fs';
import { createSandbox } from '../../../dev/sandbox/sandbox';
import { BUSINESS, CREDENTIALS, sandboxForEach, serveSandbox } from '../../support/served-sandbox';

const served = sandboxForEach();
const now = (): number => served.now;

describe('the sandbox at the console', () => {
  it('numbers orders by the shop’s day', () => {
    const { sandbox } = served;
    expect(sandbox.placeOrder().orderId).toBe('20261124-1001');
    expect(sandbox.placeOrder().orderId).toBe('20261124-1002');
    served.now = Date.parse('2026-11-25T00:00:00+08:00');
    expect(sandbox.placeOrder().orderId).toBe('20261125-1001');
  });

  it('offers what can go wrong, and the way back of the goods', () => {
    const { sandbox } = served;
    const { orderId } = sandbox.placeOrder();
    for (const status of [102, 201, 202, 301]) sandbox.move(orderId, status);
    expect(sandbox.nextStatuses(orderId)).toEqual([302, 303, 304, 305, 501, 502]);

    sandbox.move(orderId, 305);
    expect(sandbox.nextStatuses(orderId)).toEqual([401]);
    sandbox.move(orderId, 401);
    expect(sandbox.nextStatuses(orderId)).toEqual([]);
  });

  it('lets a 502 revive when a rider takes the order after all', () => {
    const { sandbox } = served;
    const { orderId } = sandbox.placeOrder();
    for (const status of [102, 502]) sandbox.move(orderId, status);
    expect(sandbox.deliveries()[0]).toMatchObject({ status: 502, riderName: null });

    sandbox.move(orderId, 102);
    expect(sandbox.deliveries()[0]).toMatchObject({ status: 102 });
    expect(sandbox.deliveries()[0]?.riderName).not.toBeNull();
  });

  it('refuses a wrong move in a sentence that says where the order is', () => {
    const { sandbox } = served;
    const { orderId } = sandbox.placeOrder();

    expect(() => {
      sandbox.move(orderId, 302);
    }).toThrow('订单 20261124-1001 现在是 101，不能变成 302。');
    expect(() => {
      sandbox.move('nobody', 102);
    }).toThrow('沙箱里没有订单 nobody。');
    expect(() => sandbox.placeOrder({ orderId })).toThrow('还在配送');
    expect(() => sandbox.placeOrder({ destination: '月球' })).toThrow('没有“月球”');
  });

  it('gives the order to the other rider before the pick-up, not after', () => {
    const { sandbox } = served;
    const { orderId } = sandbox.placeOrder({ courierId: 'SFTC' });
    for (const status of [102, 201]) sandbox.move(orderId, status);
    const first = sandbox.deliveries()[0]?.riderName;
    sandbox.reassign(orderId);

    expect(sandbox.deliveries()[0]).toMatchObject({ status: 102, canReassign: true });
    expect(sandbox.deliveries()[0]?.riderName).not.toBe(first);

    for (const status of [201, 202]) sandbox.move(orderId, status);
    expect(sandbox.deliveries()[0]?.canReassign).toBe(false);
    expect(() => {
      sandbox.reassign(orderId);
    }).toThrow('取货前有骑手时才能换骑手');
  });
});

describe('the sandbox’s journal', () => {
  it('brings back deliveries as they were, to the rider and his place', () => {
    const { sandbox, journalFile } = served;
    const { orderId } = sandbox.placeOrder();
    for (const status of [102, 201, 202, 301]) sandbox.move(orderId, status);
    const { wxOrderId } = sandbox.placeIntracityOrder();
    for (const status of [30000, 60000, 30000]) sandbox.move(wxOrderId, status);
    expect(createSandbox({ now, journalFile }).deliveries()).toEqual(sandbox.deliveries());
  });

  it('brings back tokens: one that was given out before still holds', async () => {
    const { json } = await served.post('/cgi-bin/stable_token', CREDENTIALS);
    const after = await serveSandbox({ now, journalFile: served.journalFile });
    const path = `${BUSINESS}/shop/get?access_token=${String(json['access_token'])}`;
    expect((await after.post(path)).json).toMatchObject({ resultcode: 0 });
    expect((await after.post('/cgi-bin/stable_token', CREDENTIALS)).json).toEqual(json);
    await after.stop();
  });

  it('does without a last line that a kill tore', () => {
    const { sandbox, journalFile } = served;
    const { orderId } = sandbox.placeOrder();
    appendFileSync(journalFile, '{"type":"moved","at":17');

    const after = createSandbox({ now, journalFile });
    expect(after.deliveries()).toEqual(sandbox.deliveries());
    after.move(orderId, 102);
    expect(createSandbox({ now, journalFile }).deliveries()).toEqual(after.deliveries());
  });

  it('does not take another program’s file for its own', () => {
    const { journalFile } = served;
    writeFileSync(journalFile, '{"type":"something-else"}\n');
    expect(() => createSandbox({ now, journalFile })).toThrow(/no journal of this sandbox/);
  });
});
