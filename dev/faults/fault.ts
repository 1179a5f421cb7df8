/**
 * Where a fault acts.
 *
 * - `wechat`: at every request of the shop's, to look a delivery up or for a token. Set for one order, at its look-ups only.
 * - `look-up`: at `order/get`.
 * - `database`: at every request to the cloud's database.
 * - `phone`: in the phone beside the console.
 * - `set-up`: in what the shop's owner has settled at WeChat, at the delivery companies, in the cloud's console or on the phone; what the self-check
 *   (自检) finds.
 */
export type FaultPlace = 'wechat' | 'look-up' | 'database' | 'phone' | 'set-up';

export interface Fault {
  readonly at: FaultPlace;
  /** On its button. */
  readonly label: string;
  /** What it does, in one sentence for the person at the console. */
  readonly what: string;
  /** One of the few that the console shows first. */
  readonly isCommon?: true;
  /** Where nobody has the choice: `once` goes off by itself when it has acted, `until-off` does not. */
  readonly lasts?: 'once' | 'until-off';
}

/** A fault in a table of its group: `label`, `what`, and in what it differs from the others there. */
export type FaultRow = readonly [
  label: string,
  what: string,
  differs?: Partial<Omit<Fault, 'label' | 'what'>>,
];
