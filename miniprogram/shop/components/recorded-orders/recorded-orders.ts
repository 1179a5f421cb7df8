import { openDeliveryPage } from '../../../platform/navigation';
import type { RecordedOrderId } from '../../../contract/shop';
import { RECORDED_ORDER_IDS } from '../../../contract/shop';

const STORIES: Readonly<Record<RecordedOrderId, string>> = {
  'DEMO-1001': '从等待接单到送达，骑手在地图上移动',
  'DEMO-1002': '骑手接单后，因运力原因取消',
  'DEMO-1003': '联系不上收货人，货品返还',
};

/** Recorded example deliveries, which need no real order, with a description of each. */
export const RECORDED_ORDERS = RECORDED_ORDER_IDS.map((orderId) => ({
  orderId,
  story: STORIES[orderId],
}));

/** List of the recorded example deliveries, for a member with the role reviewer. */
Component({
  data: {
    orders: RECORDED_ORDERS,
  },
  methods: {
    open({ currentTarget }: OrderTap) {
      openDeliveryPage([currentTarget.dataset.orderId], false);
    },
  },
});

type OrderTap = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  { readonly orderId: string }
>;
