import { fixturePhone, tellPhone } from '../../../support/fixture-phone';

const phone = fixturePhone();

describe('the phone and its host', () => {
  it('shows the one clock', async () => {
    const clock = { realAt: Date.now(), shownAt: Date.UTC(2026, 0, 2, 4, 30), speed: 1 };
    phone().host.tell({ type: 'clock', clock });
    const { wx } = await phone().open();
    const shown = await wx<number>('Date.now()');
    expect(new Date(shown).toISOString()).toMatch(/^2026-01-02T04:3/);
  });

  it('is offline while the host says so, and only then comes back', async () => {
    const { page, wx, until } = await phone().open();
    await wx('globalThis.told = []; wx.onNetworkStatusChange((status) => told.push(status)); 0');
    const say = (faults: readonly { readonly name: string }[]): void => {
      phone().host.tell({ type: 'state', state: { faults } });
    };
    say([{ name: 'slow' }, { name: 'phone-offline' }]);
    await until('told.length === 1');
    say([{ name: 'phone-offline' }]);
    say([]);
    await until('told.length === 2');
    expect(await wx('told.map(({ isConnected }) => isConnected)')).toEqual([false, true]);
    // The host's other events do not restore a network that the console has switched off.
    await tellPhone(page, { type: 'network', online: false });
    await until('told.length === 3');
    say([{ name: 'slow' }]);
    phone().host.tell({ type: 'clock', clock: { realAt: 0, shownAt: 1e12, speed: 1 } });
    await until('new Date().getFullYear() > 2050');
    expect(await wx('told.length')).toBe(3);
  });
});
