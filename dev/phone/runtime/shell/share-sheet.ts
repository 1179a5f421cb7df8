import { guarded } from '../errors';
import { pageFrameOf } from './page-frame';
import { pageStack, topPage } from '../page-stack';
import { callable, isRecord, textOf } from '../values';
import { shellButton, shellElement } from './element';
import { askSheet } from './sheet';

/** `open-type="share"`, or 转发 in the menu: shows the card that the page would send. */
export function shareSheet(button: HTMLElement | null): void {
  const frame = button === null ? undefined : pageFrameOf(button);
  const page = pageStack.find((one) => one.frame === frame) ?? topPage();
  const share = callable(page?.caller['onShareAppMessage']);
  if (page === undefined || share === undefined) return;
  guarded(`${page.route} onShareAppMessage`, () => {
    const from = button === null ? 'menu' : 'button';
    const card = share.call(page.caller, { from });
    const fields = isRecord(card) ? card : {};
    void askSheet('phone-sheet', '', (answer) => [
      shellElement('h2', 'phone-sheet-title', '转发给朋友'),
      shellElement('p', 'phone-card', textOf(fields['title'], document.title)),
      shellElement('p', 'phone-card-path', textOf(fields['path'], page.route)),
      shellButton('phone-sheet-button', '关闭', () => {
        answer('');
      }),
    ]);
  });
}
