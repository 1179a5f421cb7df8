import { onKey } from '../../platform/keyboard';
import {
  canGoBack,
  goBack,
  goToTab,
  isExact,
  orderIdsOf,
  replaceByDeliveryPage,
} from '../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../platform/text-size';
import { TWO_PANES_FROM_PX } from '../../styles/widths';

/** 配送: one delivery, opened with the order ids that may be meant. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    /** Null until the page has been told; none where a link lacks one. */
    orderIds: null as readonly string[] | null,
    /** They are whole ones, whatever other ids end so. */
    exact: false,
  },
  stopKeys: null as (() => void) | null,

  onLoad(query) {
    this.setData({ orderIds: orderIdsOf(query), exact: isExact(query) });
  },
  onShow() {
    this.stopKeys ??= onKey(({ key }) => {
      if (key === 'Escape') goBack();
    });
  },
  onHide() {
    this.rest();
  },
  onUnload() {
    this.rest();
  },
  /** A window that has become wide has room for it beside the search that it was opened from. */
  onResize({ size }) {
    if (size.windowWidth >= TWO_PANES_FROM_PX && canGoBack()) goBack();
  },
  rest() {
    this.stopKeys?.();
    this.stopKeys = null;
  },
  chosen({ detail }: WechatMiniprogram.CustomEvent<{ readonly orderId: string }>) {
    replaceByDeliveryPage(detail.orderId);
  },
  back: goBack,
  search() {
    goToTab('search');
  },
});
