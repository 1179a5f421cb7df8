/** Network state that the phone reports; flight mode counts as `none`. */
type Network = 'none' | 'weak' | 'there' | 'unknown';

export async function readNetwork(): Promise<Network> {
  try {
    const { networkType, weakNet } = await wx.getNetworkType();
    if (networkType === 'none') return 'none';
    return weakNet ? 'weak' : 'there';
  } catch {
    return 'unknown';
  }
}

/** Calls `onReturn` each time the network returns. @returns a function that ends these calls */
export function watchNetworkReturn(onReturn: () => void): () => void {
  // The type has `errMsg`, because the typings of `wx.onNetworkStatusChange` and `off…` differ.
  const listener = ({ isConnected }: { isConnected?: boolean; errMsg?: string }): void => {
    if (isConnected === true) onReturn();
  };
  wx.onNetworkStatusChange(listener);
  return () => {
    wx.offNetworkStatusChange(listener);
  };
}
