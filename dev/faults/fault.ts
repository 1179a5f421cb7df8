/** Place where a fault acts. */
export type FaultPlace =
  /** Requests to WeChat for look-ups or tokens. If set for one order: its look-ups only. */
  | 'wechat'
  /** All requests to 即时配送. */
  | 'instant'
  /** Requests to WeChat for look-ups of both services. */
  | 'any-look-up'
  /** Requests to WeChat for look-ups of 即时配送 (`order/get`). */
  | 'look-up'
  /** All signed requests of 同城配送. */
  | 'intracity'
  /** The list of a mini-program's paid orders (`get_order_list`). */
  | 'paid-orders'
  /** Messages to the robots of groups, and subscribe messages to people's WeChat. */
  | 'robot'
  | 'message'
  /** Every request to the cloud's database. */
  | 'database'
  /** The phone beside the console. */
  | 'phone'
  /** The owner's settings at WeChat, the companies, the cloud or on the phone, which 自检 checks. */
  | 'set-up';

export interface Fault {
  readonly at: FaultPlace;
  readonly label: string;
  /** Explanation in one sentence, for the person at the console. */
  readonly what: string;
  /** Marks the few faults that the console shows first. */
  readonly isCommon?: true;
  /** Duration that cannot be chosen: until the first effect, or until switched off. */
  readonly lasts?: 'once' | 'until-off';
}

/** A row of a group's table: `label`, `what`, and differences from the group's defaults. */
export type FaultRow = readonly [
  label: string,
  what: string,
  differs?: Partial<Omit<Fault, 'label' | 'what'>>,
];
