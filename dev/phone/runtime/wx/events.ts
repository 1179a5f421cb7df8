import type { AppInstance } from '../app-instance';
import { errorListeners } from '../errors';
import { createListeners, type Listeners } from '../listeners';
import { phone } from '../phone';
import { listenToKeys, type KeyInfo } from './keys';
import { windowResized, type WindowSize } from './window-size';

/** `wx.onX` and `wx.offX`. Nothing is heard twice, and off without a listener takes all away. */
export function eventApis(app: AppInstance): Record<string, unknown> {
  const theme = createListeners<[{ theme: string }]>();
  const network = createListeners<[{ isConnected: boolean; networkType: string }]>();
  const resize = createListeners<[WindowSize]>();
  const rejection = createListeners<[{ reason: unknown; promise: Promise<unknown> }]>();
  const keyDown = createListeners<[KeyInfo]>();
  const keyUp = createListeners<[KeyInfo]>();

  phone.changes.add((now, before) => {
    if (now.theme !== before.theme) {
      theme.emit({ theme: now.theme });
      app.call('onThemeChange', { theme: now.theme });
    }
    if (now.online !== before.online) {
      network.emit({ isConnected: now.online, networkType: now.online ? 'wifi' : 'none' });
    }
  });
  windowResized.add(resize.emit);
  window.addEventListener('unhandledrejection', (event) => {
    const told = { reason: event.reason as unknown, promise: event.promise };
    rejection.emit(told);
    app.call('onUnhandledRejection', told);
  });
  listenToKeys(keyDown.emit, keyUp.emit, () => app.isVisible);

  return {
    ...pair('ThemeChange', theme),
    ...pair('NetworkStatusChange', network),
    // The phone is online or it is not.
    ...pair('NetworkWeakChange', createListeners()),
    ...pair('WindowResize', resize),
    ...pair('Error', errorListeners),
    ...pair('UnhandledRejection', rejection),
    ...pair('AppShow', app.shown),
    ...pair('AppHide', app.hidden),
    ...pair('KeyDown', keyDown),
    ...pair('KeyUp', keyUp),
    // These never happen here: no second version, no page that is missing, no shortage of memory, no other window state.
    ...pair('PageNotFound', createListeners()),
    ...pair('MemoryWarning', createListeners()),
    ...pair('WindowStateChange', createListeners()),
    ...pair('KeyboardHeightChange', createListeners()),
    ...pair('AudioInterruptionBegin', createListeners()),
    ...pair('AudioInterruptionEnd', createListeners()),
    ...pair('UserCaptureScreen', createListeners()),
  };
}

function pair<Values extends readonly unknown[]>(
  name: string,
  listeners: Listeners<Values>,
): Record<string, unknown> {
  return { [`on${name}`]: listeners.add, [`off${name}`]: listeners.remove };
}
