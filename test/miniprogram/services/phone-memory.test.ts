import type * as Memory from '../../../miniprogram/services/phone-memory';
import type { KnownOrder } from '../../../miniprogram/contract/cloud-api';
import { at, historyOf, knownOrder, reportOf } from '../../support/delivery-reports';
import { installWx, storageInMemory } from '../../support/fake-wx';
import { storableSnapshot } from '../../../miniprogram/services/phone-memory';
import { statusOfCode } from '../../../cloudfunctions/core/providers/wechat-instant/status-codes';

let phone = storageInMemory();
let phoneMemory: (typeof Memory)['phoneMemory'];
let serverClock: (typeof Memory)['serverClock'];
const rider = { name: '陈师傅', phone: '135****0000', callable: true };

function keep(orderId: string, code = 301): void {
  const report = reportOf(code, serverClock.now(), { orderId, rider });
  phoneMemory.saveReport({ report, history: historyOf(report) });
}

const stored = () => {
  const { keys } = phone.getStorageInfoSync();
  return keys.map((key) => JSON.stringify(phone.getStorageSync(key))).join();
};

const listed = () => phoneMemory.recents().map(({ orderId }) => orderId);

/** An order that another phone has asked for a moment ago. */
function theirs(orderId: string, code = 301, askedAt = serverClock.now() + 1000): KnownOrder {
  return knownOrder(orderId, code, askedAt);
}

beforeEach(() => {
  phone = storageInMemory();
  installWx(phone);
  jest.isolateModules(() => {
    ({ phoneMemory, serverClock } = jest.requireActual<typeof Memory>(
      '../../../miniprogram/services/phone-memory',
    ));
  });
  serverClock.adjust(at('12:00'));
});

describe('the phone’s memory', () => {
  it('keeps orders with their last good data, counts that, and forgets one on demand', () => {
    keep('A-1');
    expect(listed()).toEqual(['A-1']);
    expect(phoneMemory.snapshot('A-1')?.report.rider).toEqual(rider);
    expect(phoneMemory.snapshot('A-2')).toBeNull();
    for (const orderId of ['A-2', 'A-2']) keep(orderId);
    phoneMemory.removeRecent('A-1');
    expect([listed(), phoneMemory.reportsSaved()]).toEqual([['A-2'], 3]);
    expect(phoneMemory.snapshot('A-1')).toBeNull();
  });

  it('forgets the data of an order that falls off the end of the recents', () => {
    for (let index = 0; index <= 20; index++) keep(`order-${index}`);
    expect(phoneMemory.snapshot('order-0')).toBeNull();
    expect(phoneMemory.snapshot('order-1')).not.toBeNull();
  });

  it('takes in what the shop asked for last, and forgets the data of what falls off the end', () => {
    keep('A-1');
    const askedAt = serverClock.now() + 1000;
    const latest = Array.from({ length: 20 }, (_, n) => theirs(`B-${n}`, 301, askedAt));
    phoneMemory.mergeCloudOrders(latest);
    expect(listed()).toEqual(latest.map(({ orderId }) => orderId));
    expect(phoneMemory.snapshot('A-1')).toBeNull();
  });

  it('does not take in again what was removed here, until it is opened here', () => {
    keep('A-1');
    phoneMemory.removeRecent('A-1');
    phoneMemory.mergeCloudOrders([theirs('A-1'), theirs('B-2')]);
    expect(listed()).toEqual(['B-2']);
    const timesKept = phoneMemory.reportsSaved();
    keep('A-1');
    expect(listed()).toEqual(['B-2']);
    expect(phoneMemory.snapshot('A-1')).toBeNull();
    expect(phoneMemory.reportsSaved()).toBe(timesKept);
    phoneMemory.unhideOrders(['A-1']);
    keep('A-1');
    phoneMemory.mergeCloudOrders([theirs('A-1', 302)]);
    const expected = [{ orderId: 'B-2' }, { orderId: 'A-1', status: 'delivered' }];
    expect(phoneMemory.recents()).toMatchObject(expected);
    phoneMemory.deleteShopData();
    phoneMemory.mergeCloudOrders([theirs('A-1')]);
    expect(listed()).toEqual(['A-1']);
  });

  it('does not take in again what was there when it was cleared, but what is asked for later', () => {
    keep('A-1');
    const before = theirs('B-2');
    phoneMemory.mergeCloudOrders([before]);
    phoneMemory.clearRecents();
    expect(listed()).toEqual([]);
    expect(phoneMemory.snapshot('A-1')).toBeNull();
    phoneMemory.mergeCloudOrders([before]);
    expect(listed()).toEqual([]);
    serverClock.adjust(at('12:05'));
    phoneMemory.mergeCloudOrders([theirs('B-2')]);
    expect(listed()).toEqual(['B-2']);
  });

  it('does not take in again what is on show while it is cleared, until it is opened here', () => {
    keep('A-1');
    keep('B-2');
    phoneMemory.clearRecents(['A-1', 'typed']);
    for (const orderId of ['A-1', 'B-2', 'typed']) keep(orderId);
    expect(listed()).toEqual(['typed', 'B-2']);
    phoneMemory.unhideOrders(['A-1']);
    keep('A-1');
    expect(listed()[0]).toBe('A-1');
  });

  it('forgets everything of the shop, and only that', () => {
    phone.setStorageSync('theme', 'dark');
    const others = phone.getStorageInfoSync().keys;
    keep('A-1');
    keep('A-2');
    phoneMemory.storeDarkMap({ key: 'K', style: 2 });
    phoneMemory.storeRole('owner');
    phoneMemory.removeRecent('A-2');
    phoneMemory.deleteShopData();
    expect(phone.getStorageInfoSync().keys).toEqual(others);
  });

  it('drops riders that are a day old, and what it cannot read, though it stays open for days', () => {
    keep('ended', 302);
    expect(stored()).not.toContain('陈师傅');
    keep('A-1');
    phone.setStorageSync('delivery/broken', { report: 1 });
    for (const hours of [0, 23, 24.5]) {
      serverClock.adjust(at('12:00') + hours * 3_600_000);
      phoneMemory.deleteOldRiderData();
    }
    expect(stored()).not.toContain('陈师傅');
    expect(phoneMemory.snapshot('A-1')?.report.status.name).toBe('delivering');
    expect(phoneMemory.snapshot('broken')).toBeNull();
    expect(phone.getStorageInfoSync().keys).not.toContain('delivery/broken');
  });

  it('does without a storage that does not work, and says so', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const broken = () => {
      throw new Error('setStorage:fail exceed storage max size');
    };
    installWx({ ...storageInMemory(), setStorageSync: broken });
    keep('A-1');
    expect(phoneMemory.recents()).toEqual([]);
    expect(warn).toHaveBeenCalledTimes(2);
    installWx({ ...storageInMemory(), getStorageInfoSync: broken });
    phoneMemory.deleteOldRiderData();
    phoneMemory.deleteShopData();
    expect(warn).toHaveBeenCalledTimes(4);
    warn.mockRestore();
  });
});

const personal = { rider, position: { longitude: 113.33, latitude: 23.13 } };

function snapshot(code: number) {
  const report = reportOf(code, at('12:00'), personal);
  return { report, history: historyOf(reportOf(202, at('11:50'), personal), report) };
}

describe('what a phone keeps of a delivery', () => {
  it('is everything while it is under way', () => {
    expect(storableSnapshot(snapshot(301), at('12:01'))).toEqual(snapshot(301));
    const lastMoment = at('12:00') + 24 * 3_600_000 - 1;
    expect(storableSnapshot(snapshot(301), lastMoment)).toEqual(snapshot(301));
  });

  it.each([
    ['after the end', 302, at('12:01')],
    ['after 24 hours', 301, at('12:00') + 24 * 3_600_000],
  ])('is nothing of the rider %s', (_, code, now) => {
    const kept = storableSnapshot(snapshot(code), now);
    expect(JSON.stringify(kept)).not.toMatch(/陈师傅|135|113\.33/);
    expect(kept.report.status).toEqual(statusOfCode(code));
    expect(kept.history.sightings.length).toBeGreaterThan(0);
  });

  it('is never 取货码, and the receiver’s point until the end only', () => {
    const receiverPosition = { longitude: 113.341, latitude: 23.141 };
    const handover = { code: '4827', serial: '16' };
    const { report, history } = snapshot(201);
    const told = { report: { ...report, receiverPosition, handover }, history };
    const expected = { report: { ...report, receiverPosition }, history };
    expect(storableSnapshot(told, at('12:01'))).toEqual(expected);
    const ended = { report: { ...told.report, status: statusOfCode(302) }, history };
    expect(JSON.stringify(storableSnapshot(ended, at('12:01')))).not.toMatch(/4827|113\.341/);
    phoneMemory.saveReport(told);
    expect(stored()).toContain('113.341');
    expect(stored()).not.toContain('4827');
    phoneMemory.mergeCloudOrders([knownOrder(report.orderId, 302, at('12:02'))]);
    expect(stored()).not.toMatch(/113\.341|陈师傅/);
  });

  it('is read back as it was written', () => {
    phone.setStorageSync('delivery/A-1', JSON.parse(JSON.stringify(snapshot(301))));
    expect(phoneMemory.snapshot('A-1')).toEqual(snapshot(301));
  });

  it.each([
    undefined,
    7,
    { report: {}, history: snapshot(301).history },
    { history: snapshot(301).history },
    { report: snapshot(301).report, history: 1 },
  ])('is forgotten when it is not of the agreed shape (%j)', (stored) => {
    phone.setStorageSync('delivery/A-1', stored);
    expect(phoneMemory.snapshot('A-1')).toBeNull();
    phone.setStorageSync('hidden-orders', { orderIds: [7], clearedAt: null });
    keep('A-1');
    expect(listed()).toEqual(['A-1']);
  });
});
