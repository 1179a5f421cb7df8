import type { Network } from './failed-call';

/** Asks the phone for its network; never rejects. */
export async function networkNow(): Promise<Network> {
  try {
    const { networkType, weakNet }: NetworkType = await wx.getNetworkType();
    if (networkType === 'none') return 'none';
    return weakNet ? 'weak' : 'there';
  } catch {
    return 'unknown';
  }
}

/** Older versions of WeChat do not tell of a weak network. */
interface NetworkType {
  readonly networkType: string;
  readonly weakNet?: boolean;
}

/** WeChat's typings have the callback of `off…` take another result than that of `on…`. */
interface NetworkStatus {
  readonly isConnected?: boolean;
  readonly errMsg?: string;
}

/**
 * Listens for the phone's network coming back.
 *
 * @returns stops listening
 */
export function onNetworkReturn(returned: () => void): () => void {
  const listener = ({ isConnected }: NetworkStatus): void => {
    if (isConnected === true) returned();
  };
  wx.onNetworkStatusChange(listener);
  return () => {
    wx.offNetworkStatusChange(listener);
  };
}
