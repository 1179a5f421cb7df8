import { enums, nullable, number, type } from 'superstruct';
import { type Of, amountOrNull, list, text, textOrNull } from './schema';

/** Notices: robots write to a store's group chat about orders to handle, even with no page open. */

/** Services whose robots write into a group chat. */
export type RobotKind = (typeof ROBOT_KINDS)[number];
export const ROBOT_KINDS = ['wecom', 'feishu'] as const;
export const ROBOT_NAMES: Readonly<Record<RobotKind, string>> = {
  wecom: '企业微信',
  feishu: '飞书',
};
/** Addresses of robots, without the key at the end. */
export const ROBOT_URL_STARTS: Readonly<Record<RobotKind, string>> = {
  wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=',
  feishu: 'https://open.feishu.cn/open-apis/bot/v2/hook/',
};

/** Hours without notices, 0 to 23 in the shop's time zone; `from` may be later than `to`. */
export type QuietHours = Of<typeof quietHours>;
export const quietHours = type({ from: number(), to: number() });

/** Robot of one store's group. Its address and its secret never leave the cloud. */
export type StoreRobot = Of<typeof storeRobot>;
export const storeRobot = type({
  storeId: text,
  storeName: text,
  /** Null when no address is entered. */
  kind: nullable(enums(ROBOT_KINDS)),
  /** Time of the last message, ms since 1970; null when no message was ever sent. */
  sentAt: amountOrNull,
  /** Why the last message was refused, as a sentence; null when it arrived. */
  problem: textOrNull,
  quiet: nullable(quietHours),
});

export type NoticeDoors = Of<typeof noticeDoors>;
export const noticeDoors = type({
  robots: list(storeRobot),
  /** Time of the last run of the function `watch`, ms since 1970; null when it never ran. */
  watchedAt: amountOrNull,
});

/** Offset (ms) of the shop's time zone from UTC. Mainland China has no summer time. */
export const SHOP_ZONE_MS = 8 * 3_600_000;

/** Writes a time (ms since 1970) in the shop's time zone: `2026-11-29T22:14…`. */
export function shopTimeText(at: number): string {
  return new Date(at + SHOP_ZONE_MS).toISOString();
}

/** Tells whether `now` (ms since 1970) is within quiet hours. */
export function isQuiet(quiet: QuietHours | null, now: number): boolean {
  if (quiet === null) return false;
  const hour = new Date(now + SHOP_ZONE_MS).getUTCHours();
  const { from, to } = quiet;
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}
