import { openAs } from '../open-as';
import { reportError } from '../errors';
import { nodeOf } from '../framework/nodes';
import type { ShownPerson } from '../../../protocol/host-state';
import { otherPeople } from '../host-connection';
import { pageStack, topPage, type OpenPage } from '../page-stack';
import { callable, isRecord, textOf, type Options } from '../values';
import { assetUrl } from '../asset-url';
import { pageFrameOf } from './page-frame';
import { shellButton, shellElement } from './element';
import { askSheet } from './sheet';
import { drawToast } from './toast';

/** A card in a chat. */
export interface ShareCard {
  readonly title: string;
  /** What it opens: `/pages/…?…`. */
  readonly path: string;
  readonly imageUrl: string;
}

/** As documented: a card's `promise` is waited for so long; then the other fields count. */
const CARD_PATIENCE_MS = 3000;
/** WeChat's scene of a card that was sent to one person. */
const FROM_CARD = 1007;

/** Pages whose menu does not offer to share: wx.hideShareMenu. */
export const unsharedPages = new WeakSet<OpenPage>();

/** `open-type="share"`, or 转发 in the menu: shows the card that the page sends, and lets somebody else tap it. */
export async function shareSheet(button: HTMLElement | null): Promise<void> {
  const frame = button === null ? undefined : pageFrameOf(button);
  const page = pageStack.find((one) => one.frame === frame) ?? topPage();
  if (page === undefined) return;
  if (button === null && !canShare(page)) {
    drawToast({ title: '当前页面不可转发', icon: 'none' }, 'toast');
    return;
  }
  const card = await cardOf(page, button);
  const receiver = await askReceiver(card, await otherPeople());
  if (receiver !== '') openAs(receiver, card.path, FROM_CARD);
}

/** A page's menu shares only what the page has a card for (developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html, onShareAppMessage). */
function canShare(page: OpenPage): boolean {
  return callable(page.caller['onShareAppMessage']) !== undefined && !unsharedPages.has(page);
}

async function cardOf(page: OpenPage, button: HTMLElement | null): Promise<ShareCard> {
  const { caller, route, options } = page;
  let fields: Options = {};
  try {
    const node = button === null ? undefined : nodeOf(button);
    const target = node === undefined ? undefined : { id: node.id, dataset: node.dataset };
    const from = button === null ? 'menu' : 'button';
    const given = await callable(caller['onShareAppMessage'])?.call(caller, { from, target });
    if (isRecord(given)) fields = await settled(given);
  } catch (error) {
    reportError(error, `${route} onShareAppMessage`);
  }
  const query = Object.entries(options).map(([key, value]) => `${key}=${value}`);
  const here = `/${route}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  return {
    title: textOf(fields['title'], document.title),
    path: textOf(fields['path'], here),
    imageUrl: textOf(fields['imageUrl']),
  };
}

async function settled(fields: Options): Promise<Options> {
  if (!(fields['promise'] instanceof Promise)) return fields;
  const late = new Promise<Options>((resolve) => {
    setTimeout(() => {
      resolve(fields);
    }, CARD_PATIENCE_MS);
  });
  const answer: unknown = await Promise.race([fields['promise'], late]);
  return isRecord(answer) ? answer : fields;
}

/** Answers who taps the card: a person's id, empty when nobody does. */
function askReceiver(card: ShareCard, people: readonly ShownPerson[]): Promise<string> {
  const image = shellElement('img', 'phone-card-image');
  image.alt = '';
  image.src = card.imageUrl === '' ? '' : assetUrl(card.imageUrl, '');
  image.hidden = card.imageUrl === '';
  return askSheet('phone-sheet', '', (answer) => [
    shellElement('h2', 'phone-sheet-title', '转发给朋友'),
    shellElement(
      'div',
      'phone-card',
      shellElement('p', 'phone-card-title', card.title),
      image,
      shellElement('p', 'phone-card-path', card.path),
    ),
    ...people.map((person) =>
      shellButton('phone-sheet-button', `发给${person.name}，由 TA 点开`, () => {
        answer(person.id);
      }),
    ),
    shellButton('phone-sheet-button phone-sheet-cancel', '不发了', () => {
      answer('');
    }),
  ]);
}
