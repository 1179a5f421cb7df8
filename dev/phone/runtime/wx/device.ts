import { visibleOrderIds } from '../host-connection';
import { phone } from '../phone';
import { shellButton, shellElement } from '../shell/element';
import { askSheet, showToast } from '../shell/sheet';
import { textOf } from '../values';
import { ApiFailure, asyncApis } from './api';
import { playedSounds } from './audio';

let clipboard = '';
let keepsScreenOn = false;
/** Number of short vibrations since the start. */
let vibrations = 0;

/** Returns state that is not visible on the screen, which tests read by `__phone.device()`. */
export function deviceState() {
  return { clipboard, keepsScreenOn, vibrations, sounds: playedSounds() };
}

/** APIs of the phone's hardware: clipboard, dialler, camera, screen, motor. */
export const deviceApis = asyncApis({
  setClipboardData: async ({ data }) => {
    clipboard = textOf(data);
    // Copies to the computer's clipboard, too, unless the browser refuses.
    await navigator.clipboard.writeText(clipboard).catch(() => undefined);
    showToast('内容已复制');
  },
  makePhoneCall: async ({ phoneNumber }) => {
    if (phone.kind === 'computer') throw new ApiFailure('not support');
    const called = await askSheet('phone-sheet phone-dialer', false, (answer) => [
      shellElement('p', 'phone-sheet-title', '本机不会真的拨出'),
      shellButton('phone-sheet-button phone-dial', `呼叫 ${textOf(phoneNumber)}`, () => {
        answer(true);
      }),
      shellButton('phone-sheet-button phone-sheet-cancel', '取消', () => {
        answer(false);
      }),
    ]);
    if (!called) throw new ApiFailure('cancel');
  },
  scanCode: async () => {
    if (phone.kind === 'computer') throw new ApiFailure('not support');
    const ids = await visibleOrderIds();
    const result = await askSheet('phone-sheet phone-scanner', '', (answer) => [
      shellElement('p', 'phone-sheet-title', '摄像头看到的条码'),
      shellElement(
        'div',
        'phone-scanner-list',
        ...ids.map((id) =>
          shellButton('phone-sheet-button', id, () => {
            answer(id);
          }),
        ),
      ),
      shellButton('phone-sheet-button phone-sheet-cancel', '取消', () => {
        answer('');
      }),
    ]);
    if (result === '') throw new ApiFailure('cancel');
    return { result };
  },
  openPrivacyContract: async () => {
    await askSheet('phone-sheet', false, (answer) => [
      shellElement('p', 'phone-sheet-title', '微信在这里打开公众平台上填写的隐私保护指引'),
      shellButton('phone-sheet-button phone-sheet-cancel', '关闭', () => {
        answer(true);
      }),
    ]);
  },
  vibrateShort: () => {
    if (phone.kind === 'computer') throw new ApiFailure('not support');
    vibrations += 1;
  },
  setKeepScreenOn: ({ keepScreenOn }) => {
    if (phone.kind === 'computer') throw new ApiFailure('not support');
    keepsScreenOn = keepScreenOn === true;
  },
});
