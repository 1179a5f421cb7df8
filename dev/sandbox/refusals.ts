import type { Courier } from './couriers';

/** What WeChat itself refuses, before any courier is asked: `errcode` and `errmsg` (docs/getorder-contract.md §5). */
export class WeChatRefusal extends Error {
  override readonly name = 'WeChatRefusal';

  constructor(
    readonly errcode: number,
    /** Without the `rid` that it ends in on the wire. */
    message: string,
  ) {
    super(message);
  }
}

/** What the delivery company refuses: `resultcode` and `resultmsg`, passed through, HTTP 200 and no `errcode` (§1, §3). */
export class CourierRefusal extends Error {
  override readonly name = 'CourierRefusal';

  constructor(
    readonly resultcode: number,
    readonly resultmsg: string,
    readonly courier: Courier,
  ) {
    super(resultmsg);
  }
}
