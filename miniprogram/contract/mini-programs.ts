import { enums, nullable, type } from 'superstruct';
import { type Of, amount, flag, list, text } from './schema';

/** State of a secret. `lost`: the key that decrypts it is lost; `missing`: none was ever stored. */
export type SecretState = (typeof SECRET_STATES)[number];
export const SECRET_STATES = ['set', 'lost', 'missing'] as const;

/** Largest number of mini-programs, and longest name of a mini-program in characters. */
export const MINI_PROGRAM_BOUNDS = { entries: 20, name: 20 } as const;

export function isAppId(value: string): boolean {
  return /^wx[\da-f]{16}$/.test(value);
}

/** Mini-program whose token is used to ask WeChat: it places orders, or is the staff's own. */
export type MiniProgram = Of<typeof miniProgram>;
export const miniProgram = type({
  appId: text,
  version: amount,
  name: text,
  /** True for the mini-program in which the staff's pages run. */
  isOwn: flag,
  /** True when another shop left this entry in the cloud environment. It is never used. */
  isForeign: flag,
  /** State of the AppSecret, which is needed only if the mini-program has delivery accounts. */
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
  /** Time when WeChat was asked, ms since 1970. */
  readAt: amount,
  /** Accounts of 即时配送 bound in the mini-program; null when that service is not opened. */
  bound: nullable(list(boundAccount)),
  /** Order queries that WeChat answers in a day, and how many are left; null: WeChat tells none. */
  quota: nullable(type({ limit: amount, left: amount })),
});
