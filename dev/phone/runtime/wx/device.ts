import { shellButton, shellElement } from '../shell/element';
import { askSheet } from '../shell/sheet';
import { drawToast } from '../shell/toast';
import { phone } from '../phone';
import { visibleOrderIds } from '../host-connection';
import { textOf } from '../values';
import { ApiFailure, asyncApi } from './api';

let clipboard = '';
let keepsScreenOn = false;

/** For `__phone` and tests: what the phone does that cannot be seen. */
export function deviceState(): { readonly clipboard: string; readonly keepsScreenOn: boolean } {
  return { clipboard, keepsScreenOn };
}

/** The phone's own abilities: clipboard, dialer, camera, vibration. */
export const deviceApis: Readonly<Record<string, unknown>> = {
  setClipboardData: asyncApi('setClipboardData', async ({ data }) => {
    clipboard = textOf(data);
    // The computer's clipboard as well, where the browser lets us: it may be locked.
    await navigator.clipboard.writeText(clipboard).catch(() => undefined);
    drawToast({ title: '内容已复制' }, 'toast');
  }),
  getClipboardData: asyncApi('getClipboardData', () => ({ data: clipboard })),
  makePhoneCall: asyncApi('makePhoneCall', async ({ phoneNumber }) => {
    if (phone.kind === 'computer') throw new ApiFailure('not support');
    const number = textOf(phoneNumber);
    if (number === '')
      throw new ApiFailure('parameter error: parameter.phoneNumber should be String');
    const called = await askSheet('phone-sheet phone-dialer', false, (answer) => [
      shellElement('p', 'phone-sheet-title', '本机不会真的拨出'),
      shellButton('phone-sheet-button phone-dial', `呼叫 ${number}`, () => {
        answer(true);
      }),
      shellButton('phone-sheet-button phone-sheet-cancel', '取消', () => {
        answer(false);
      }),
    ]);
    if (!called) throw new ApiFailure('cancel');
  }),
  scanCode: asyncApi('scanCode', async () => {
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
    return {
      result,
      scanType: 'CODE_128',
      charSet: 'utf-8',
      path: '',
      rawData: base64(result),
    };
  }),
  openPrivacyContract: asyncApi('openPrivacyContract', async () => {
    await askSheet('phone-sheet', false, (answer) => [
      shellElement('p', 'phone-sheet-title', '微信在这里打开公众平台上填写的隐私保护指引'),
      shellButton('phone-sheet-button phone-sheet-cancel', '关闭', () => {
        answer(true);
      }),
    ]);
  }),
  vibrateShort: asyncApi('vibrateShort', () => {
    shake();
  }),
  vibrateLong: asyncApi('vibrateLong', () => {
    shake();
  }),
  setKeepScreenOn: asyncApi('setKeepScreenOn', ({ keepScreenOn }) => {
    keepsScreenOn = keepScreenOn === true;
  }),
  setVisualEffectOnCapture: asyncApi('setVisualEffectOnCapture', () => undefined),
  hideKeyboard: asyncApi('hideKeyboard', () => {
    const { activeElement } = document;
    if (!(
      activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement
    )) {
      throw new ApiFailure('input not exists');
    }
    activeElement.blur();
  }),
};

/** A phone that vibrates is seen to. */
function shake(): void {
  const screen = document.querySelector('.phone');
  screen?.animate(
    [
      { transform: 'none' },
      { transform: 'translateX(-3px)' },
      { transform: 'translateX(3px)' },
      { transform: 'none' },
    ],
    { duration: 90, iterations: 2 },
  );
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
