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
