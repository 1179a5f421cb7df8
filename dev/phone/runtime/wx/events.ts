import type { AppInstance } from '../app-instance';
import { createListeners } from '../listeners';
import { phone } from '../phone';

/** A key event of wx.onKeyDown. */
interface KeyInfo {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly timeStamp: number;
}

/** Selector of fields. A key that is typed into one is not reported. */
const FIELDS = 'input, textarea, [contenteditable]';

/** Creates pairs of `wx.onX`, which adds a listener, and `wx.offX`, which removes one or all. */
export function eventApis(app: AppInstance): Record<string, unknown> {
  const theme = createListeners<[{ theme: string }]>();
  const network = createListeners<[{ isConnected: boolean; networkType: string }]>();
  const keyDown = createListeners<[KeyInfo]>();
  phone.changes.add((now, before) => {
    if (now.theme !== before.theme) theme.emit({ theme: now.theme });
    if (now.online !== before.online) {
      network.emit({ isConnected: now.online, networkType: now.online ? 'wifi' : 'none' });
    }
  });
  listenToKeys(app, keyDown.emit);
  return {
    ...pair('ThemeChange', theme),
    ...pair('NetworkStatusChange', network),
    ...pair('KeyDown', keyDown),
  };
}

function pair(name: string, { add, remove }: Readonly<Record<'add' | 'remove', unknown>>): object {
  return { [`on${name}`]: add, [`off${name}`]: remove };
}

/**
 * Reports keys as documented
 * (developers.weixin.qq.com/miniprogram/dev/api/device/keyboard/wx.onKeyDown.html): on computers,
 * in the foreground, after a person's first action, and not while a field has the focus.
 */
function listenToKeys(app: AppInstance, tell: (key: KeyInfo) => void): void {
  let hasActed = false;
  const act = (): void => {
    hasActed = true;
  };
  window.addEventListener('pointerdown', act, { capture: true });
  window.addEventListener('keydown', ({ target, key, code, altKey, shiftKey, timeStamp }) => {
    // Checks the event's target, because a field may lose the focus when it receives Enter.
    const isTyping = target instanceof Element && target.matches(FIELDS);
    if (phone.kind !== 'computer' || !hasActed || isTyping || !app.isVisible) return;
    tell({ key, code, altKey, shiftKey, timeStamp });
  });
}
