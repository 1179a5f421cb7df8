import { enums, nullable, type } from 'superstruct';
import { type Of, amount, amountOrNull, flag, list, text } from './schema';

/** State of a secret. `lost`: its decryption key is lost; `missing`: no secret was ever stored. */
export type SecretState = (typeof SECRET_STATES)[number];
export const SECRET_STATES = ['set', 'lost', 'missing'] as const;

export const MINI_PROGRAM_BOUNDS = { entries: 20, name: 20 } as const;

export function isAppId(text: string): boolean {
  return /^wx[\da-f]{16}$/.test(text);
}

/** Comparison at the time `at` (ms): `same` of `of` deliveries have a paid order's number. */
export type PaidMatch = Of<typeof paidMatch>;
const paidMatch = type({ at: amount, of: amount, same: amount });

/** Least and most deliveries to compare, and the share that must have a paid order's number. */
export const PAID_MATCH = { minCount: 5, maxCount: 10, minShare: 0.8 } as const;

export function isPaidMatch(match: PaidMatch | null): boolean {
  const { minCount: least, minShare: share } = PAID_MATCH;
  return match !== null && match.of >= least && match.same >= share * match.of;
}

/** Mini-program whose token is used to ask WeChat: one that places orders, or the staff's own. */
export type MiniProgram = Of<typeof miniProgram>;
export const miniProgram = type({
  appId: text,
  version: amount,
  name: text,
  isOwn: flag,
  /** True if another shop left this entry in the cloud environment: this shop does not use it. */
  isForeign: flag,
  /** State of the AppSecret, which only delivery accounts and subscribe messages need. */
  secret: enums(SECRET_STATES),
  paidOrders: type({
    isOn: flag,
    /** Time when the cloud switched paid orders off, as no delivery matched; null if it did not. */
    stoppedAt: amountOrNull,
    match: nullable(paidMatch),
  }),
});

export type PaidComparison = Of<typeof paidComparison>;
export const paidComparison = type({
  miniProgram,
  listed: amount,
  /** Examples of a paid order's and a delivery's number that differ: the last 4 characters. */
  examples: list(type({ paid: text, delivery: text })),
});

export type BoundAccount = Of<typeof boundAccount>;
const boundAccount = type({
  company: text,
  shopId: text,
  /** Result of WeChat's review of the account (docs/getorder-contract.md §6). */
  review: enums(['accepted', 'under-review', 'refused', 'unknown']),
});

export type MiniProgramAtWeChat = Of<typeof miniProgramAtWeChat>;
export const miniProgramAtWeChat = type({
  readAt: amount,
  /** Accounts of 即时配送 bound in the mini-program; null when the service is not enabled there. */
  bound: nullable(list(boundAccount)),
  /** Look-ups that WeChat allows a day, and those left today; null if WeChat does not tell. */
  quota: nullable(type({ limit: amount, left: amount })),
});
