import { phoneMemory } from '../../../miniprogram/services/phone-memory';
import { askShop, leaveShop, roleOnThisPhone } from '../../../miniprogram/services/shop-session';
import { historyOf, reportOf } from '../../support/delivery-reports';
import { installWx, storageInMemory } from '../../support/fake-wx';
import { OWNER } from '../../support/shop-samples';

/**
 * A phone that knows an order, and what the cloud answers it next.
 *
 * @returns the actions that it called
 */
function phoneThatHears(answers: readonly object[]): readonly string[] {
  const left = [...answers];
  const called: string[] = [];
  installWx({
    ...storageInMemory(),
    reLaunch: () => undefined,
    cloud: {
      callFunction: ({ data }: { readonly data: { readonly action: string } }) => {
        called.push(data.action);
        const result = left.shift();
        return result === undefined
          ? Promise.reject(new Error('request:fail'))
          : Promise.resolve({ result: { ...result, serverTime: Date.now() } });
      },
    },
  });
  Object.assign(globalThis, { getCurrentPages: () => [] });
  const report = reportOf(301, 0);
  phoneMemory.saveReport({ report, history: historyOf(report) });
  return called;
}

let days = 0;

const knownOrders = () => phoneMemory.recents().length;

describe('what the phone knows of the shop', () => {
  it('goes when its holder leaves the shop, though nothing can be asked afterwards', async () => {
    phoneThatHears([{ ok: true, data: {} }]);
    expect(await leaveShop()).toMatchObject({ ok: true });
    expect(knownOrders()).toBe(0);
  });

  it('stays when leaving came to nothing', async () => {
    phoneThatHears([]);
    expect(await leaveShop()).toMatchObject({ ok: false });
    expect(knownOrders()).toBe(1);
  });
});

describe('the role of whoever holds the phone', () => {
  const MINUTE = 60_000;
  const DAY = 24 * 60 * MINUTE;

  beforeEach(async () => {
    jest.useFakeTimers();
    // Another day, with a phone that was the owner's: nothing of the test before is known.
    days += 1;
    jest.setSystemTime(Date.parse('2026-11-24T12:00:00+08:00') + 10 * days * DAY);
    phoneThatHears([{ ok: true, data: OWNER }]);
    await askShop('me', {});
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const stranger = { ok: true, data: { kind: 'stranger', claimable: false } };

  it('is asked for by one call, however many want it, and remembered from any answer', async () => {
    const clerk = { ...OWNER, role: 'clerk' };
    const called = phoneThatHears([
      { ok: true, data: OWNER },
      { ok: true, data: clerk },
    ]);
    expect(await Promise.all([roleOnThisPhone(), roleOnThisPhone(), roleOnThisPhone()])).toEqual(
      Array(3).fill('owner'),
    );
    expect([await roleOnThisPhone(), called]).toEqual(['owner', ['me']]);
    await askShop('accept-invite', { secret: 's', name: '小林' });
    expect(await roleOnThisPhone()).toBe('clerk');
  });

  it('is none for a stranger, who is not asked about again before they join', async () => {
    const called = phoneThatHears([stranger, { ok: true, data: OWNER }]);
    expect([await roleOnThisPhone(), await roleOnThisPhone()]).toEqual([null, null]);
    jest.setSystemTime(Date.now() + DAY);
    expect(await roleOnThisPhone()).toBeNull();
    expect(called).toEqual(['me']);
    await askShop('accept-invite', { secret: 's', name: '小林' });
    expect(await roleOnThisPhone()).toBe('owner');
  });

  it('is none while nobody answers, and asked for again a minute later', async () => {
    const called = phoneThatHears([]);
    expect([await roleOnThisPhone(), await roleOnThisPhone()]).toEqual([null, null]);
    jest.setSystemTime(Date.now() + MINUTE - 1);
    expect(await roleOnThisPhone()).toBeNull();
    expect(called).toEqual(['me']);
    jest.setSystemTime(Date.now() + 1);
    await roleOnThisPhone();
    expect(called).toEqual(['me', 'me']);
  });

  it('is asked for again once a stranger is to be let in', async () => {
    const waiting = { kind: 'waiting', name: '小林', role: 'clerk', expiresAt: 0 };
    phoneThatHears([stranger, { ok: true, data: waiting }, { ok: true, data: OWNER }]);
    expect(await roleOnThisPhone()).toBeNull();
    await askShop('accept-invite', { secret: 's', name: '小林' });
    jest.setSystemTime(Date.now() + MINUTE);
    expect(await roleOnThisPhone()).toBe('owner');
  });
});
