import { phone } from '../phone';

/** What wx.onKeyDown and wx.onKeyUp tell of a key. */
export interface KeyInfo {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly timeStamp: number;
}

/** Fields that take keys for themselves. */
const FIELDS = 'input, textarea, [contenteditable]';

/**
 * As documented (developers.weixin.qq.com/miniprogram/dev/api/device/keyboard/wx.onKeyDown.html): on computers only, with the mini-program in the
 * foreground, after a first action of the person, and never while a field has the focus.
 */
export function listenToKeys(
  down: (key: KeyInfo) => void,
  up: (key: KeyInfo) => void,
  inForeground: () => boolean,
): void {
  let acted = false;
  window.addEventListener(
    'pointerdown',
    () => {
      acted = true;
    },
    { capture: true },
  );
  const teller =
    (tell: (key: KeyInfo) => void) =>
    ({ key, code, altKey, shiftKey, timeStamp }: KeyboardEvent): void => {
      const typing = document.activeElement?.matches(FIELDS) === true;
      if (phone.kind !== 'computer' || !acted || typing || !inForeground()) return;
      tell({ key, code, altKey, shiftKey, timeStamp });
    };
  window.addEventListener('keydown', teller(down));
  window.addEventListener('keyup', teller(up));
}
