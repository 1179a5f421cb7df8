/**
 * Place where a fault acts:
 *
 * - `wechat`: requests to WeChat for look-ups or tokens. If set for one order: its look-ups only.
 * - `instant`: all requests to 即时配送.
 * - `any-look-up`: requests to WeChat for look-ups of both services.
 * - `look-up`: requests to WeChat for look-ups of 即时配送 (`order/get`).
 * - `intracity`: all signed requests of 同城配送.
 * - `paid-orders`: the list of a mini-program's paid orders (`get_order_list`).
 * - `robot`: messages to the robots of groups.
 * - `message`: subscribe messages to people's WeChat.
 * - `database`: every request to the cloud's database.
 * - `phone`: the phone beside the console.
 * - `set-up`: the owner's settings at WeChat, the delivery companies, the cloud's console or on the
 * phone; the self-check (自检) finds them.
 */
export type FaultPlace =
  | 'wechat'
  | 'instant'
  | 'any-look-up'
  | 'look-up'
  | 'intracity'
  | 'paid-orders'
  | 'robot'
  | 'message'
  | 'database'
  | 'phone'
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
