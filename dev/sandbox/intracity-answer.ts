import type { LngLat } from '../district/district';
import { digitsFromText, choiceFromText } from './random-from-text';
import { distanceMetres, expectedFinishAt } from './intracity-deliveries';
import type { IntracityOrder } from './intracity-order';
import { INTRACITY_STORES } from './intracity-stores';
import type { WireFields } from './order-answer';

export const OK = { errcode: 0, errmsg: 'ok' } as const;

const RECEIVERS = ['沈知夏', '陆予安', '顾南乔', '许清和'] as const;

/**
 * Returns what an answer holds of a customer, all invented, and what the product must not pass on
 * (§1). Tests look for it where it must not be.
 */
export function privateFactsOf({
  wxOrderId,
  destination,
}: Pick<IntracityOrder, 'wxOrderId' | 'destination'>) {
  const digits = (what: string, count: number): string =>
    digitsFromText(`${wxOrderId} ${what}`, count);
  return {
    receiverName: choiceFromText(RECEIVERS, `${wxOrderId} receiver`),
    receiverPhone: `1200001${digits('phone', 4)}`,
    receiverAddress: `${destination} ${digits('house', 1)} 栋 ${digits('room', 4)} 室`,
    userOpenId: `o-customer-${digits('openid', 12)}`,
    /** 收货码, by which the customer gets the goods. */
    recvCode: digits('recv', 8),
  };
}

/** Returns the 取货码, by which the shop checks the rider. Its length is invented. */
export function fetchCodeOf({ wxOrderId }: Pick<IntracityOrder, 'wxOrderId'>): string {
  return digitsFromText(`${wxOrderId} fetch`, 6);
}

/**
 * Manners of printing an answer. Which courier has which is invented, so that the product meets
 * both: what has not happened is missing or 0, coordinates are numbers or text [S].
 */
const MANNERS = {
  SFTC: {
    absentTime: undefined,
    absentRider: undefined,
    coordinate: (degrees: number) => degrees,
    /** The official sample has no `wx_store_id`. */
    tellsStore: false,
  },
  DADA: {
    absentTime: 0,
    absentRider: null,
    coordinate: (degrees: number) => degrees.toFixed(6),
    tellsStore: true,
  },
};

/** Builds the answer of `queryorder` before its encryption (docs/intracity-contract.md §1). */
export function orderFields(order: IntracityOrder): WireFields {
  const manner = order.courier.id === 'DADA' ? MANNERS.DADA : MANNERS.SFTC;
  const { rider, store } = order;
  const secret = privateFactsOf(order);
  const time = (at: number | null): number | undefined =>
    at === null ? manner.absentTime : Math.floor(at / 1000);
  const point = ([lng, lat]: LngLat): object => ({
    lng: manner.coordinate(lng),
    lat: manner.coordinate(lat),
  });
  return {
    ...OK,
    wx_order_id: order.wxOrderId,
    store_order_id: order.storeOrderId,
    ...(manner.tellsStore && { wx_store_id: store.wxStoreId }),
    user_openid: secret.userOpenId,
    order_status: order.status,
    order_seq: order.orderSeq,
    service_trans_id: order.courier.id,
    delivery_no: order.deliveryNo,
    fetch_code: fetchCodeOf(order),
    recv_code: secret.recvCode,
    create_time: time(order.createdAt),
    accept_time: time(order.acceptedAt),
    fetch_time: time(order.fetchedAt),
    finish_time: time(order.finishedAt),
    cancel_time: time(order.cancelledAt),
    expected_finish_time: time(expectedFinishAt(order)),
    distance: distanceMetres(order),
    actualfee: 1200,
    deductfee: 0,
    transporter_info:
      rider === null
        ? manner.absentRider
        : { transporter_name: rider.name, transporter_phone: rider.phone },
    store_info: {
      store_name: store.store.name,
      address: `${store.street}${store.house}`,
      phone_num: store.phone,
      ...point(store.store.position),
    },
    receiver_info: {
      receiver_name: secret.receiverName,
      address: secret.receiverAddress,
      phone_num: secret.receiverPhone,
      ...point(order.door),
    },
    cargo_info: { cargo_name: '午餐', cargo_price: 5800, cargo_weight: 900, cargo_num: 1 },
  };
}

/** Builds the answer of `addorder` before its encryption (docs/intracity-contract.md §5). */
export function placedFields(order: IntracityOrder): WireFields {
  return {
    ...OK,
    wx_store_id: order.store.wxStoreId,
    wx_order_id: order.wxOrderId,
    store_order_id: order.storeOrderId,
    service_trans_id: order.courier.id,
    distance: distanceMetres(order),
    fee: 1200,
    trans_order_id: order.deliveryNo,
  };
}

/** Builds the answer of `querystore` before its encryption, with a mini-program's stores (§5). */
export function storeFields(appId: string): WireFields {
  const stores = INTRACITY_STORES.filter((one) => one.appId === appId);
  return {
    ...OK,
    total: stores.length,
    store_list: stores.map(({ store, wxStoreId, outStoreId, street, house, phone }) => ({
      wx_store_id: wxStoreId,
      out_store_id: outStoreId,
      city_id: 440100,
      address_info: {
        province: '广东省',
        city: '广州市',
        area: '天河区',
        street,
        house,
        lat: store.position[1],
        lng: store.position[0],
        phone,
      },
      order_pattern: 1,
      service_trans_prefer: '',
    })),
  };
}
