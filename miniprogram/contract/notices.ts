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
/** Beginning of a robot's address, up to the robot's key. */
export const ROBOT_URL_STARTS: Readonly<Record<RobotKind, string>> = {
  wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=',
  feishu: 'https://open.feishu.cn/open-apis/bot/v2/hook/',
};

/** Hours (0 to 23, the shop's zone) without notices, until `to`; past midnight if `from` > `to`. */
export type QuietHours = Of<typeof quietHours>;
export const quietHours = type({ from: number(), to: number() });

/** Robot of one store's group. Its address and its secret never leave the cloud. */
export type StoreRobot = Of<typeof storeRobot>;
export const storeRobot = type({
  storeId: text,
  storeName: text,
  /** Kind of the robot; null when no address is entered. */
  kind: nullable(enums(ROBOT_KINDS)),
  /** Time of the last message, ms since 1970; null when no message was ever sent. */
  sentAt: amountOrNull,
  /** Sentence that says why the robot's service refused the last message; null when it did not. */
  problem: textOrNull,
  quiet: nullable(quietHours),
});

/** Robots of the stores' group chats, and whether notices are sent at all. */
export type NoticeSetup = Of<typeof noticeSetup>;
export const noticeSetup = type({
  robots: list(storeRobot),
  /** Time of the last run of the function `watch`, ms since 1970; null when it never ran. */
  watchedAt: amountOrNull,
});

/** Offset (ms) of the shop's time zone from UTC. Mainland China has no summer time. */
export const SHOP_ZONE_OFFSET_MS = 8 * 3_600_000;

/** Writes a time (ms since 1970) in the shop's time zone: `2026-11-29T22:14…`. */
export function shopTimeText(timeMs: number): string {
  return new Date(timeMs + SHOP_ZONE_OFFSET_MS).toISOString();
}

/** Tells whether `now` (ms since 1970) is within quiet hours. */
export function isQuiet(quiet: QuietHours | null, now: number): boolean {
  if (quiet === null) return false;
  const hour = new Date(now + SHOP_ZONE_OFFSET_MS).getUTCHours();
  const { from, to } = quiet;
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}
