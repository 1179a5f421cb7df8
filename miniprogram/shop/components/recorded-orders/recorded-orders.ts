import type { OrderTap } from '../../../platform/input';
import { type RecordedOrderId, RECORDED_ORDER_IDS } from '../../../contract/shop';
import { phoneMemory } from '../../../services/phone-memory';
import { roleOnThisPhone } from '../../../services/shop-session';

const STORY_BY_ORDER_ID: Readonly<Record<RecordedOrderId, string>> = {
  'DEMO-1001': '从等待接单到送达，骑手在地图上移动',
  'DEMO-1002': '骑手接单后，因运力原因取消',
  'DEMO-1003': '联系不上收货人，货品返还',
};

/** List of invented deliveries, for WeChat's reviewers only. Emits `choose` (`orderId`). */
Component({
  data: {
    isReviewer: false,
    orders: RECORDED_ORDER_IDS.map((orderId) => ({ orderId, story: STORY_BY_ORDER_ID[orderId] })),
  },
  lifetimes: {
    attached() {
      void roleOnThisPhone().then((role) => {
        this.setData({ isReviewer: role === 'reviewer' });
      });
    },
  },
  pageLifetimes: {
    /** Reads the role again: the person may have joined or left the shop on another page. */
    show() {
      this.setData({ isReviewer: phoneMemory.role() === 'reviewer' });
    },
  },
  methods: {
    choose({ currentTarget }: OrderTap) {
      this.triggerEvent('choose', { orderId: currentTarget.dataset.orderId });
    },
  },
});
