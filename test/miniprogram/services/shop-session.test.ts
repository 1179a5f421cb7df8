import { phoneMemory } from '../../../miniprogram/services/phone-memory';
import { askShop, leaveShop, roleHere } from '../../../miniprogram/services/shop-session';
import { historyOf, reportOf } from '../../support/delivery-reports';
import { installWx, storageInMemory } from '../../support/fake-wx';

const refused = { code: 'not-staff', message: '', fixer: 'owner', retryable: false, traceId: 't' };

/** A phone that knows an order, and what the cloud answers it next. */
function phoneThatHears(answers: readonly object[]): void {
  const left = [...answers];
  installWx({
    ...storageInMemory(),
    cloud: {
      callFunction: () => {
        const result = left.shift();
        return result === undefined
          ? Promise.reject(new Error('request:fail'))
          : Promise.resolve({ result: { serverTime: 0, ...result } });
      },
    },
  });
  const report = reportOf(301, 0);
  phoneMemory.keep({ report, history: historyOf(report) });
}

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

  it('goes with any answer that the cloud does not know its holder', async () => {
    phoneThatHears([{ ok: false, error: refused }]);
    await askShop('list-stores', {});
    expect(knownOrders()).toBe(0);
  });
});

describe('the role of whoever holds the phone', () => {
  const owner = {
    kind: 'member',
    staffId: 's',
    name: '周敏',
    role: 'owner',
    stores: 'all',
    expiresAt: null,
  };

  it('is asked for once, and remembered from any answer that tells it', async () => {
    phoneThatHears([{ ok: true, data: owner }]);
    expect([await roleHere(), await roleHere()]).toEqual(['owner', 'owner']);
    phoneThatHears([{ ok: true, data: { ...owner, role: 'clerk' } }]);
    await askShop('accept-invite', { secret: 's', name: '小林' });
    expect(await roleHere()).toBe('clerk');
  });

  it('is none for a stranger, and while nobody answers', async () => {
    phoneThatHears([{ ok: true, data: { kind: 'stranger', claimable: false } }]);
    expect(await roleHere()).toBeNull();
    expect(await roleHere()).toBeNull();
  });

  it('is forgotten with all else of the shop', async () => {
    phoneThatHears([
      { ok: true, data: owner },
      { ok: false, error: refused },
    ]);
    await askShop('me', {});
    await askShop('list-stores', {});
    expect(await roleHere()).toBeNull();
  });
});
