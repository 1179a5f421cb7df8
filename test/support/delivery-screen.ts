import type { ConsolePage } from './console-page';
import { eventually } from './eventually';

/** What a person sees of 配送 at one moment; text that is not there is empty. */
export interface DeliveryScreen {
  /** All of the page's own text; the system's dialler is not part of it. */
  readonly text: string;
  readonly headline: string;
  /** The line above the data. */
  readonly notice: string;
  readonly riderName: string;
  readonly hasMarker: boolean;
  /** The sentence beside 拨打. */
  readonly callFailure: string;
  /** The number of the failure that is told of, wherever it stands. */
  readonly traceId: string;
  /** What was copied last. */
  readonly clipboard: string;
  /** Instead of data. */
  readonly panel: {
    readonly title: string;
    readonly head: string;
    readonly steps: readonly string[];
    readonly canRetry: boolean;
  } | null;
  /** The system's dialler, when it is open. */
  readonly dialler: string;
  /** Everything that the mini-program has stored on the phone. */
  readonly stored: string;
}

/** 配送 on the phone in the console. */
export interface DeliveryPage {
  /** Opens it by a deep link, on a phone that remembers nothing. */
  readonly openAnew: (orderId: string) => Promise<void>;
  readonly look: () => Promise<DeliveryScreen>;
  /** Waits until it is as wanted. */
  readonly until: (isWanted: (screen: DeliveryScreen) => boolean) => Promise<DeliveryScreen>;
  readonly press: (button: '刷新' | '重试' | '拨打' | '复制') => Promise<void>;
  /** Leaves the dialler without a call. */
  readonly hangUp: () => Promise<void>;
  /** Waits until the phone has, or has not, a network. */
  readonly untilOnline: (online: boolean) => Promise<void>;
}

// As text, since the page's own world is not that of the tests. Classes of components bear their component's name in front.
const LOOK = `(() => {
  const page = document.querySelector('.phone-page');
  const all = (name) => [...page.querySelectorAll('[class$="' + name + '"]')];
  const words = (name) => all(name).map((node) => node.innerText.trim()).join(' ');
  const panel = all('--problem__title').length === 0 ? null : {
    title: words('--problem__title'),
    head: words('--steps__head'),
    steps: all('--steps__text').map((node) => node.innerText.trim()),
    canRetry: words('--buttons__retry').includes('重试'),
  };
  return {
    text: page.innerText,
    headline: words('--summary__title'),
    notice: words('--notice__text'),
    riderName: words('--rider__name'),
    hasMarker: page.querySelector('.phone-marker-icon') !== null,
    callFailure: words('--rider__failure'),
    traceId: words('--trace__id'),
    clipboard: window.__phone.device().clipboard,
    panel,
    dialler: document.querySelector('.phone-dial')?.innerText ?? '',
    stored: JSON.stringify(localStorage),
  };
})()`;

export function deliveryPageIn({ phone, inPhone }: ConsolePage): DeliveryPage {
  const look = (): Promise<DeliveryScreen> => inPhone(LOOK);
  return {
    openAnew: async (orderId) => {
      const url = JSON.stringify(`/pages/delivery/delivery?id=${encodeURIComponent(orderId)}`);
      await inPhone(`wx.clearStorageSync(); wx.reLaunch({ url: ${url} }); null`);
    },
    look,
    until: (isWanted) => eventually(look, isWanted),
    // vant's buttons lie below an overlay of their own.
    press: (button) => phone.getByText(button, { exact: true }).click({ force: true }),
    hangUp: () => phone.locator('.phone-dialer').getByText('取消').click(),
    untilOnline: async (online) => {
      await eventually(
        () => inPhone<boolean>(`document.querySelector('.phone-offline') === null`),
        (isOnline) => isOnline === online,
      );
    },
  };
}
