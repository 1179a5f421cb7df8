import type { Network } from './failed-call';

/** Reads the state of the phone's network. Never rejects. */
export async function networkNow(): Promise<Network> {
  try {
    const { networkType, weakNet }: NetworkType = await wx.getNetworkType();
    if (networkType === 'none') return 'none';
    return weakNet ? 'weak' : 'there';
  } catch {
    return 'unknown';
  }
}

/** Network as WeChat reports it; older versions have no `weakNet`. */
interface NetworkType {
  readonly networkType: string;
  readonly weakNet?: boolean;
}

/** Network status event, as `on…` and `off…` both accept it; their typings in WeChat differ. */
interface NetworkStatus {
  readonly isConnected?: boolean;
  readonly errMsg?: string;
}

/** Calls `onReturn` when the network is back, until the returned function is called. */
export function onNetworkReturn(onReturn: () => void): () => void {
  const listener = ({ isConnected }: NetworkStatus): void => {
    if (isConnected === true) onReturn();
  };
  wx.onNetworkStatusChange(listener);
  return () => {
    wx.offNetworkStatusChange(listener);
  };
}
