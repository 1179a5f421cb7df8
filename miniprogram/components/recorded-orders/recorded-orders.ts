import { openDeliveryPage } from '../../platform/navigation';
import { RECORDED_ORDERS } from '../../shop/recorded-orders';

/** The recorded deliveries that a reviewer can look up, each with what is to be seen in it. */
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
