import { enums, nullable, type } from 'superstruct';
import { type Of, amount, flag, list, text } from './schema';

/** State of a secret: stored; stored, but its encryption key is lost; never stored. */
export type SecretState = (typeof SECRET_STATES)[number];
export const SECRET_STATES = ['set', 'lost', 'missing'] as const;

/** Largest number of mini-programs, and the longest name of one, in characters. */
export const MINI_PROGRAM_BOUNDS = { entries: 20, name: 20 } as const;

export function isAppId(value: string): boolean {
  return /^wx[\da-f]{16}$/.test(value);
}

/** Mini-program by whose token WeChat is asked: one that places orders, or the staff's own. */
export type MiniProgram = Of<typeof miniProgram>;
export const miniProgram = type({
  appId: text,
  version: amount,
  name: text,
  /** True of the mini-program in which the staff's pages run. */
  isOwn: flag,
  /** True of an entry that another shop has left in this cloud environment. It is never used. */
  isForeign: flag,
  /** State of its AppSecret, which is needed only where it has delivery accounts. */
  secret: enums(SECRET_STATES),
});

export type BoundAccount = Of<typeof boundAccount>;
const boundAccount = type({
  /** WeChat's `delivery_id` of the company. */
  company: text,
  shopId: text,
  /** Result of WeChat's review of the account (docs/getorder-contract.md §6). */
  review: enums(['accepted', 'under-review', 'refused', 'unknown']),
});

export type MiniProgramAtWeChat = Of<typeof miniProgramAtWeChat>;
export const miniProgramAtWeChat = type({
  /** Time of the reading, ms since 1970. */
  readAt: amount,
  /** Delivery accounts of 即时配送; null where that service is not opened. */
  bound: nullable(list(boundAccount)),
  /** Questions about orders that WeChat answers in a day, and those left; null: it tells none. */
  quota: nullable(type({ limit: amount, left: amount })),
});
