import type { Network } from './failed-call';

/** Reads the phone's network; never rejects. */
export async function networkNow(): Promise<Network> {
  try {
    const { networkType, weakNet }: NetworkType = await wx.getNetworkType();
    if (networkType === 'none') return 'none';
    return weakNet ? 'weak' : 'there';
  } catch {
    return 'unknown';
  }
}

/** Network as WeChat reports it; older versions do not report a weak network. */
interface NetworkType {
  readonly networkType: string;
  readonly weakNet?: boolean;
}

/**
 * Network status, typed for both `on…` and `off…`: WeChat's typings give their callbacks different
 * parameters.
 */
interface NetworkStatus {
  readonly isConnected?: boolean;
  readonly errMsg?: string;
}

/**
 * Listens for the return of the phone's network.
 *
 * @returns a function that stops listening
 */
export function onNetworkReturn(onReturn: () => void): () => void {
  const listener = ({ isConnected }: NetworkStatus): void => {
    if (isConnected === true) onReturn();
  };
  wx.onNetworkStatusChange(listener);
  return () => {
    wx.offNetworkStatusChange(listener);
  };
}
