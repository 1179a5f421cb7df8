import type { Quota, QuotaOwner } from '../providers/wechat/mini-program-quota';
import type { ConnectWeChat } from '../providers/wechat/wechat';
import type { Notices } from '../notices/notices';
import type { Records } from '../records/records';
import type { UseWindow } from '../storage/counted-uses';
import type { Documents, Fields } from '../storage/documents';
import type { Lane, LaneUse } from './lanes';

/** Dependencies for asking WeChat about orders. Each instance of a cloud function has one set. */
export interface Asking extends Records {
  readonly staff: Documents;
  readonly budget: QuestionBudget;
  /** Keys of the look-up targets that have found a new order, the latest first; at most 50. */
  readonly foundKeys: string[];
  /** Connects to WeChat. This happens at the first question, when strangers have been refused. */
  readonly wechat: ConnectWeChat;
  readonly notices: Notices;
  /** Resolves after a number of ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Limits (bounds) of a shop: maximum numbers of questions to WeChat (requests of getOrder). */
export interface QuestionBounds {
  readonly aMinute: number;
  readonly aDay: number;
}

/** Counted questions: starts of their windows (`since`), and number of their 2 s part (`part`). */
export interface CountedQuestions {
  readonly since: Fields;
  readonly part: number;
  readonly lane: Lane;
  /** Quotas without room. Questions that would use these quotas are not counted. */
  readonly lacking: readonly QuotaOwner[];
}

/** Counted questions; or the window that is full; or the seconds until the lane has room. */
export type ConsumedQuestions =
  CountedQuestions | { readonly exhausted: UseWindow } | { readonly waitSeconds: number };

/**
 * Budget of the shop's questions to WeChat, and the quotas of its mini-programs. Each question is
 * counted in the budget and in a quota by one write to a document that all instances share.
 */
export interface QuestionBudget {
  /** Returns the maximum numbers of questions, as they were known at most a minute ago. */
  readonly bounds: () => Promise<QuestionBounds>;
  /**
   * Returns a function that tells the used share (0 to 1) of today's questions: of the shop or, if
   * higher, of the quota of `owner`. The numbers may be a minute old.
   */
  readonly usedShare: () => Promise<(owner?: QuotaOwner) => number>;
  /** Returns how a lane uses its minute of questions. The numbers may be up to a minute old. */
  readonly useOfLane: (lane: Lane) => Promise<LaneUse>;
  /** Estimates in how many seconds `questions` more of a lane will have been asked; 0: at once. */
  readonly queueSeconds: (lane: Lane, questions: number) => Promise<number>;
  /** Counts questions before they are asked. Part of each quota is only for people's look-ups. */
  readonly consume: (
    asked: readonly QuotaOwner[],
    lane: Lane,
    isKnown?: boolean,
  ) => Promise<ConsumedQuestions>;
  readonly giveBack: (asked: readonly QuotaOwner[], counted: CountedQuestions) => Promise<void>;
  /**
   * Selects the quotas that this caller must read from WeChat: those of mini-programs other than
   * the staff's own, because other programs use these quotas as well.
   */
  readonly takeDueReadings: (asked: readonly QuotaOwner[]) => Promise<readonly QuotaOwner[]>;
  readonly storeQuota: (owner: QuotaOwner, quota: Quota) => Promise<void>;
}
