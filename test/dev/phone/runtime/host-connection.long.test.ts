import { fixturePhone, tellPhone } from '../../../support/fixture-phone';

const phone = fixturePhone();

describe('the phone and its host', () => {
  it('is offline while the host says so, loses the call under way, and only then comes back', async () => {
    const { page, wx, until } = await phone().open();
    phone().host.functions['hangs'] = () => new Promise(() => undefined);
    await wx(
      `globalThis.told = []; globalThis.lost = null; wx.cloud.init({ env: 'e' });
      wx.onNetworkStatusChange(({ networkType }) => told.push(networkType));
      wx.cloud.callFunction({ name: 'hangs' }).catch((failure) => { lost = failure; }); 0`,
    );
    const say = (faults: readonly { readonly name: string }[]): void => {
      phone().host.tell({ type: 'state', state: { faults } });
    };
    say([{ name: 'slow' }, { name: 'phone-offline' }]);
    await until('told.length === 1 && lost !== null');
    expect(await wx('lost')).toEqual({
      errCode: -1,
      errMsg: 'cloud.callFunction:fail request:fail ',
    });
    say([{ name: 'phone-offline' }]);
    say([]);
    await until('told.length === 2');
    expect(await wx('told')).toEqual(['none', 'wifi']);
    // The host's other events do not restore a network that the console has switched off.
    await tellPhone(page, { type: 'network', online: false });
    await until('told.length === 3');
    say([{ name: 'slow' }]);
    phone().host.tell({ type: 'clock', clock: { realAt: 0, shownAt: 1e12, speed: 1 } });
    await until('new Date().getFullYear() > 2050');
    expect(await wx('told.length')).toBe(3);
  });
});
