import { enums, nullable, type } from 'superstruct';
import { type Of, amount, amountOrNull, flag, list, text } from './schema';

/** State of a secret. `lost`: its decryption key is lost; `missing`: no secret was ever stored. */
export type SecretState = (typeof SECRET_STATES)[number];
export const SECRET_STATES = ['set', 'lost', 'missing'] as const;

export const MINI_PROGRAM_BOUNDS = { entries: 20, name: 20 } as const;

export function isAppId(value: string): boolean {
  return /^wx[\da-f]{16}$/.test(value);
}

/** Comparison of deliveries with paid orders: `same` of the `of` deliveries have equal numbers. */
export type PaidMatch = Of<typeof paidMatch>;
const paidMatch = type({ at: amount, of: amount, same: amount });

/** Numbers of deliveries that are compared, and the share that has to match a paid order. */
export const PAID_MATCH = { least: 5, most: 10, share: 0.8 } as const;

export function isPaidMatch(match: PaidMatch | null): boolean {
  const { least, share } = PAID_MATCH;
  return match !== null && match.of >= least && match.same >= share * match.of;
}

/** Mini-program with whose token WeChat is asked: it places orders, or is the staff's own. */
export type MiniProgram = Of<typeof miniProgram>;
export const miniProgram = type({
  appId: text,
  version: amount,
  name: text,
  isOwn: flag,
  /** True when another shop left this entry in the cloud environment. It is never used. */
  isForeign: flag,
  /** State of the AppSecret, which is needed only if the mini-program has delivery accounts. */
  secret: enums(SECRET_STATES),
  paidOrders: type({
    isOn: flag,
    /** Time when paid orders were switched off, because deliveries did not match; null if never. */
    stoppedAt: amountOrNull,
    match: nullable(paidMatch),
  }),
});

export type PaidComparison = Of<typeof paidComparison>;
export const paidComparison = type({
  miniProgram,
  listed: amount,
  /** Example numbers that differ, side by side. Each is only the last four characters. */
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
  /** Order look-ups that WeChat allows a day, and those left today; null if WeChat gives none. */
  quota: nullable(type({ limit: amount, left: amount })),
});
