import { watchNetworkReturn } from '../../../miniprogram/platform/network';
import { installWx } from '../../support/fake-wx';

type Listener = (status: { readonly isConnected: boolean }) => void;

it('tells when the network is back, not when it goes, and nothing after it was stopped', () => {
  const listeners = new Set<Listener>();
  installWx({
    onNetworkStatusChange: (listener: Listener) => listeners.add(listener),
    offNetworkStatusChange: (listener: Listener) => listeners.delete(listener),
  });
  const returned = jest.fn();
  const stop = watchNetworkReturn(returned);
  for (const isConnected of [false, true])
    listeners.forEach((listener) => {
      listener({ isConnected });
    });
  expect(returned).toHaveBeenCalledTimes(1);
  stop();
  expect(listeners.size).toBe(0);
});
