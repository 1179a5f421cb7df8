import type { WeChat } from '../providers/wechat/wechat';
import type { Records } from '../records/records';
import type { Documents } from '../storage/documents';
import type { QuestionBudget } from './question-budget';

/** What asks WeChat for orders, one set for each instance of a cloud function. */
export interface Asking extends Records {
  readonly staff: Documents;
  /** The shop's budget of questions to WeChat. */
  readonly budget: QuestionBudget;
  /** What the next look-up of a person counts, by openid (question-limits.ts). */
  readonly uncounted: Map<string, Uncounted>;
  /** Keys of the look-up targets that have found an order, the latest first; at most 20. */
  readonly lastFound: string[];
  /**
   * Returns the connection to WeChat. It is created on first use, so that a stranger is refused
   * before any setting is read.
   */
  readonly wechat: () => WeChat;
  /** Resolves after a number of ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** What is not counted yet of a person's look-ups, to save requests to the database. */
export interface Uncounted {
  /** Questions that are never refused. */
  readonly questions: number;
  /** Start of the window in which one use of `unknown-id` is to be taken back; or undefined. */
  readonly unknownIdSince: unknown;
}
