export type CourierId = 'SFTC' | 'DADA' | 'SS' | 'MTPS' | 'TEST';

export interface CourierRider {
  readonly name: string;
  /** Invented number: no real mobile number starts with 120. */
  readonly phone: string;
}

/**
 * Delivery company and the format of its answers, which WeChat passes through: formats differ in
 * absent values, numbers and masking (docs/getorder-contract.md §1 [R]). Which company uses which
 * format is invented.
 */
export interface Courier {
  /** WeChat's `delivery_id` (§6 [O]). */
  readonly id: CourierId;
  readonly name: string;
  readonly waybill: {
    readonly prefix: string;
    readonly digits: number;
    readonly as: 'text' | 'number';
  };
  /** Form of an absent value in answers: 0 or '', a missing field, or null. */
  readonly absent: 'zeros' | 'missing' | 'null';
  /** Form of a coordinate in answers. `long` is a JSON number of more than 15 digits. */
  readonly coordinates: 'number' | 'text' | 'long';
  readonly masksRider: boolean;
  readonly offersPosition: boolean;
  /** Says whether the company finds an order only with its store's number (`shop_no`). */
  readonly checksShopNo: boolean;
  /** Answer to a wrong `delivery_sign` (docs/getorder-contract.md §3), without `errcode`. */
  readonly signRefusal: { readonly resultcode: number; readonly resultmsg: string };
  /** Undocumented fields that the company adds to its answers. */
  readonly extraFields: Readonly<Record<string, unknown>>;
  readonly riders: readonly [CourierRider, CourierRider];
}

const rider = (name: string, phone: string): CourierRider => ({ name, phone });

/** Answer format that most companies share. */
const USUAL = {
  absent: 'zeros',
  coordinates: 'number',
  masksRider: false,
  offersPosition: true,
  checksShopNo: false,
  signRefusal: { resultcode: 1, resultmsg: '签名校验失败' },
  extraFields: {},
} as const;

export const COURIERS: Readonly<Record<CourierId, Courier>> = {
  SFTC: {
    ...USUAL,
    id: 'SFTC',
    name: '顺丰同城',
    waybill: { prefix: 'SF', digits: 13, as: 'text' },
    checksShopNo: true,
    signRefusal: { resultcode: -99, resultmsg: '平台签名验证错误' },
    extraFields: { action_msg: '' },
    riders: [rider('陈师傅', '12000000101'), rider('王师傅', '12000000102')],
  },
  DADA: {
    ...USUAL,
    id: 'DADA',
    name: '达达',
    waybill: { prefix: '', digits: 18, as: 'text' },
    coordinates: 'long',
    masksRider: true,
    checksShopNo: true,
    signRefusal: { resultcode: 2003, resultmsg: '签名错误' },
    extraFields: { delivery_id: 'DADA', delivery_name: '达达' },
    riders: [rider('谢师傅', '12000000202'), rider('林师傅', '12000000203')],
  },
  SS: {
    ...USUAL,
    id: 'SS',
    name: '闪送',
    waybill: { prefix: '', digits: 26, as: 'number' },
    absent: 'missing',
    coordinates: 'text',
    riders: [rider('何师傅', '12000000301'), rider('罗师傅', '12000000302')],
  },
  MTPS: {
    ...USUAL,
    id: 'MTPS',
    name: '美团配送',
    waybill: { prefix: '', digits: 16, as: 'text' },
    absent: 'null',
    offersPosition: false,
    riders: [rider('黄师傅', '12000000401'), rider('梁师傅', '12000000402')],
  },
  TEST: {
    ...USUAL,
    id: 'TEST',
    name: '测试配送',
    waybill: { prefix: 'TEST', digits: 10, as: 'text' },
    riders: [rider('测试骑手甲', '12000000901'), rider('测试骑手乙', '12000000902')],
  },
};

export const DEMO_COURIER_IDS = ['SFTC', 'DADA', 'SS', 'MTPS'] as const;

/** Masks a rider's name and number if the company does so (`谢**`, `120******2` [R]). */
export function riderAsShown(rider: CourierRider, courier: Courier): CourierRider {
  if (!courier.masksRider) return rider;
  return {
    name: `${rider.name.slice(0, 1)}**`,
    phone: `${rider.phone.slice(0, 3)}******${rider.phone.slice(-1)}`,
  };
}
