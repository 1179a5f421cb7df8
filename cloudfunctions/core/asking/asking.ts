import type { Quota, QuotaOwner } from '../providers/wechat/mini-program-quota';
import type { ConnectWeChat } from '../providers/wechat/wechat';
import type { Records } from '../records/records';
import type { UseWindow } from '../storage/counted-uses';
import type { Documents, Fields } from '../storage/documents';
import type { Lane, LaneUse } from './lanes';

/** Dependencies of asking WeChat for orders, one set for each instance of a cloud function. */
export interface Asking extends Records {
  readonly staff: Documents;
  /** The shop's budget of questions to WeChat. */
  readonly budget: QuestionBudget;
  /** Keys of the look-up targets that have found a new order, the latest first; at most 50. */
  readonly foundKeys: string[];
  /** Connects to WeChat on the first question: strangers are refused before that. */
  readonly wechat: ConnectWeChat;
  /** Resolves after a number of ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Number of questions to WeChat (requests of getOrder) that a shop may ask. */
export interface QuestionBounds {
  readonly aMinute: number;
  readonly aDay: number;
}

/** Questions that were counted, with the windows and the part of the minute they stand in. */
export interface CountedQuestions {
  readonly since: Fields;
  readonly part: number;
  readonly lane: Lane;
  /** Quotas that lack room; what was asked of them is not counted. */
  readonly lacking: readonly QuotaOwner[];
}

/** Counted questions; or the window that is full; or in how many seconds the lane has room. */
export type ConsumedQuestions =
  CountedQuestions | { readonly exhausted: UseWindow } | { readonly waitSeconds: number };

/**
 * Budget of the shop's questions to WeChat, and the quotas of its mini-programs. One write of one
 * document counts a question in both, for all instances.
 */
export interface QuestionBudget {
  /** Returns the bounds; the answer may be a minute old. */
  readonly bounds: () => Promise<QuestionBounds>;
  /** Returns the used part of the day, 0 to 1, of a quota or of the shop; up to a minute old. */
  readonly usedShare: () => Promise<(owner?: QuotaOwner) => number>;
  /** Returns how a lane uses its minute, as the instance knows it: its copy may be a minute old. */
  readonly useOfLane: (lane: Lane) => Promise<LaneUse>;
  /** Estimates in how many seconds some more questions of a lane have been asked; 0 for at once. */
  readonly queueSeconds: (lane: Lane, questions: number) => Promise<number>;
  /**
   * Counts questions before they are asked; the last of a quota are for look-ups by people.
   *
   * @param isKnown true for an order that WeChat knows: the shop's day is counted, but no bound
   */
  readonly consume: (
    asked: readonly QuotaOwner[],
    lane: Lane,
    isKnown?: boolean,
  ) => Promise<ConsumedQuestions>;
  readonly giveBack: (asked: readonly QuotaOwner[], counted: CountedQuestions) => Promise<void>;
  /**
   * Selects the quotas that this caller has to read from WeChat: those of other mini-programs,
   * which other programs use as well.
   */
  readonly takeDueReadings: (asked: readonly QuotaOwner[]) => Promise<readonly QuotaOwner[]>;
  /** Stores a quota from WeChat's answer. */
  readonly storeQuota: (owner: QuotaOwner, quota: Quota) => Promise<void>;
}
