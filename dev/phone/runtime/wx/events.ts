import type { AppInstance } from '../app-instance';
import { errorListeners } from '../errors';
import { createListeners, type Listeners } from '../listeners';
import { phone } from '../phone';
import { topPage } from '../page-stack';

/** `wx.onX` and `wx.offX`. Nothing is heard twice, and off without a listener takes all away. */
export function eventApis(app: AppInstance): Record<string, unknown> {
  const theme = createListeners<[{ theme: string }]>();
  const network = createListeners<[{ isConnected: boolean; networkType: string }]>();
  const resize = createListeners<[ReturnType<typeof sizeNow>]>();
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
  window.addEventListener('resize', () => {
    resize.emit(sizeNow());
  });
  window.addEventListener('unhandledrejection', (event) => {
    const told = { reason: event.reason as unknown, promise: event.promise };
    rejection.emit(told);
    app.call('onUnhandledRejection', told);
  });
  listenToKeys(keyDown, keyUp);

  return {
    ...pair('ThemeChange', theme),
    ...pair('NetworkStatusChange', network),
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

function sizeNow(): { size: { windowWidth: number; windowHeight: number } } {
  const top = topPage()?.frame.top ?? 0;
  return { size: { windowWidth: window.innerWidth, windowHeight: window.innerHeight - top } };
}

interface KeyInfo {
  readonly key: string;
  readonly code: string;
  readonly timeStamp: number;
}

/** As documented: on computers only, after a first action of the person, and never while a field has the focus. */
function listenToKeys(down: Listeners<[KeyInfo]>, up: Listeners<[KeyInfo]>): void {
  let acted = false;
  window.addEventListener(
    'mousedown',
    () => {
      acted = true;
    },
    { capture: true },
  );
  const tell =
    (listeners: Listeners<[KeyInfo]>) =>
    (event: KeyboardEvent): void => {
      const typing = document.activeElement?.matches('input, textarea') === true;
      if (phone.kind !== 'computer' || !acted || typing) return;
      listeners.emit({ key: event.key, code: event.code, timeStamp: event.timeStamp });
    };
  window.addEventListener('keydown', tell(down));
  window.addEventListener('keyup', tell(up));
}

/** The size that Page.onResize is told. */
export const windowSize = sizeNow;
