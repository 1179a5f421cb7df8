import type { Page } from 'playwright-core';
import type { ConsolePage } from './console-page';
import { eventually } from './eventually';

/** The visible parts of 配送. Missing text is ''. */
export interface DeliveryScreen {
  /** All text of the page, without the system's dialler. */
  readonly text: string;
  /** Status in a word, without the remark that the delivery is late. */
  readonly headline: string;
  readonly notice: string;
  readonly riderName: string;
  /** Says whether the map shows a rider. */
  readonly hasMarker: boolean;
  /** The sentence above 拨打. */
  readonly callFailure: string;
  /** Trace id of the shown failure; '' while it is folded behind ⓘ. */
  readonly traceId: string;
  /** Last copied text. */
  readonly clipboard: string;
  /** The panel that replaces data. */
  readonly panel: {
    readonly title: string;
    readonly head: string;
    readonly steps: readonly string[];
    readonly canRetry: boolean;
  } | null;
  /** The system's dialler, if open. */
  readonly dialler: string;
  /** The mini-program's storage on the phone. */
  readonly stored: string;
}

/** 配送 on the phone in the console. */
export type DeliveryPage = ReturnType<typeof deliveryPageIn>;

// A string, since the page's world is separate. Classes of components start with their name.
const LOOK = `(() => {
  const page = document.querySelector('.phone-page');
  const all = (name) =>
    [...page.querySelectorAll('[class$="' + name + '"], [class*="' + name + ' "]')];
  const words = (name) => all(name).map((node) => node.innerText.trim()).join(' ');
  const panel = all('--problem__title').length === 0 ? null : {
    title: words('--problem__title'),
    head: words('--steps__head'),
    steps: all('--steps__text').map((node) => node.innerText.trim()),
    canRetry: words('--buttons__retry').includes('重试'),
  };
  return {
    text: page.innerText,
    headline: words('--summary__tag').split(' · ')[0],
    notice: words('--notice__text'),
    riderName: words('--rider__name'),
    hasMarker: page.querySelector('.phone-marker-icon[src*="/rider-"]') !== null,
    callFailure: words('--failure__text'),
    traceId: words('--trace__id'),
    clipboard: window.__phone.device().clipboard,
    panel,
    dialler: document.querySelector('.phone-dial')?.innerText ?? '',
    stored: JSON.stringify(localStorage),
  };
})()`;

/**
 * For clicks on the sheet, which moves when its content has changed: Playwright tries a click that
 * missed again, and would scroll the page for it, as no finger can.
 */
export const WHERE_IT_IS = { scroll: 'none' } as const;

/** Presses the age of the data, which is also the button that asks for newer ones. */
export function pressRefresh(page: Pick<Page, 'getByRole'>): Promise<void> {
  return page.getByRole('button', { name: /^刷新/ }).click(WHERE_IT_IS);
}

/** Waits until the page has heard the answer to 刷新, and shows it. */
export function untilHeard(page: Pick<Page, 'locator'>): Promise<void> {
  return page.locator('[class*="freshness__icon--turning"]').waitFor({ state: 'detached' });
}

/**
 * Script that waits for fonts, for a frame, since the page hears of new sizes in one, and for the
 * ends of running transitions, e.g. of the sheet. All take real time. @returns whether there was
 * anything to wait for
 */
const TRANSITIONS_END = `(async () => {
  const isLoading = document.fonts.status === 'loading';
  await document.fonts.ready;
  await document.body.animate([], 1).finished;
  const running = document.getAnimations().filter((one) => one instanceof CSSTransition);
  await Promise.allSettled(running.map(({ finished }) => finished));
  return isLoading || running.length > 0;
})()`;

/** Waits for fonts and the ends of transitions. @returns whether there were any */
export function transitionsEnd(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(TRANSITIONS_END);
}

/** Pulls the sheet up. */
export function pullUp(page: Pick<Page, 'getByRole'>): Promise<void> {
  return page.getByRole('button', { name: '拉起详情' }).click(WHERE_IT_IS);
}

export function deliveryPageIn({ phone, inPhone }: ConsolePage) {
  const look = (): Promise<DeliveryScreen> => inPhone(LOOK);
  return {
    /** Opens it by a deep link on a new phone. */
    openAnew: async (orderId: string) => {
      const url = JSON.stringify(`/pages/delivery/delivery?id=${encodeURIComponent(orderId)}`);
      await inPhone(`wx.clearStorageSync(); wx.reLaunch({ url: ${url} }).then(() => null)`);
    },
    look,
    until: (isWanted: (screen: DeliveryScreen) => boolean) => eventually(look, isWanted),
    press: (button: '刷新' | '重试' | '拨打' | '复制') => {
      if (button === '刷新') return pressRefresh(phone);
      const exact = phone.getByText(button, { exact: true });
      // The page may ask again by itself, and 重试 goes.
      if (button === '重试') return exact.click({ timeout: 2_000 });
      return exact.click(button === '拨打' ? WHERE_IT_IS : {});
    },
    /** Taps ⓘ, unless the failure's trace id is shown. */
    unfold: async () => {
      if ((await look()).traceId === '')
        await phone
          .getByRole('button', { name: /^(编号|错误信息)$/ })
          .first()
          .click();
    },
    /** Leaves the dialler without a call. */
    hangUp: () => phone.locator('.phone-dialer').getByText('取消').click(),
    untilOnline: async (online: boolean) => {
      await eventually(
        () => inPhone<boolean>(`document.querySelector('.phone-offline') === null`),
        (isOnline) => isOnline === online,
      );
    },
  };
}
