import { Faults } from '../../../dev/faults/faults';

let faults: Faults;
beforeEach(() => {
  faults = new Faults();
});

describe('faults', () => {
  it('act on every order until they are switched off', () => {
    faults.set('busy');
    expect([faults.take('busy', 'A'), faults.take('busy', null)]).toEqual([true, true]);
    expect(faults.take('hang', 'A')).toBe(false);
    faults.clear('busy');
    expect(faults.take('busy', 'A')).toBe(false);
  });

  it('act once when told so', () => {
    faults.set('busy', { times: 1 });
    expect([faults.take('busy', 'A'), faults.take('busy', 'A')]).toEqual([true, false]);
    expect(faults.active()).toEqual([]);
  });

  it('act on one order when told so, and on what is about no order not at all', () => {
    faults.set('busy', { orderId: 'A' });
    expect([faults.take('busy', 'B'), faults.take('busy', null)]).toEqual([false, false]);
    expect(faults.take('busy', 'A')).toBe(true);
  });

  it('act on the requests of one mini-program when told so', () => {
    faults.set('busy', { appId: 'wx1' });
    faults.set('busy', { appId: 'wx2', times: 1 });
    const acts = (appId?: string): boolean => faults.take('busy', null, appId);
    expect([acts('wx1'), acts('wx2'), acts('wx2'), acts('')]).toEqual([true, true, false, false]);
    faults.set('key-missing', { appId: 'wx1' });
    expect(faults.take('key-missing', null)).toBe(true);
  });

  it('are on for several orders at once, each as it was told last', () => {
    faults.set('busy', { orderId: 'A' });
    faults.set('busy', { orderId: 'B' });
    faults.set('busy', { orderId: 'A', times: 1 });
    expect(faults.active()).toEqual([
      { name: 'busy', orderId: 'B', appId: null, times: null },
      { name: 'busy', orderId: 'A', appId: null, times: 1 },
    ]);
    faults.clear('busy');
    expect(faults.active()).toEqual([]);
  });

  it('last as the table says where nobody has the choice', () => {
    faults.set('token-dead');
    faults.set('phone-offline', { orderId: 'A', times: 1 });
    faults.set('database-down', { orderId: 'A', times: 1 });
    expect(faults.active()).toEqual([
      { name: 'token-dead', orderId: null, appId: null, times: 1 },
      { name: 'phone-offline', orderId: null, appId: null, times: null },
      { name: 'database-down', orderId: null, appId: null, times: 1 },
    ]);
  });

  it('tell of every change, and of nothing else', () => {
    let told = 0;
    const stop = faults.subscribe(() => (told += 1));
    faults.clear(null);
    faults.set('busy', { times: 1 });
    faults.take('busy', 'A');
    faults.take('busy', 'A');
    expect(told).toBe(2);
    stop();
    faults.set('hang');
    expect(told).toBe(2);
  });
});
