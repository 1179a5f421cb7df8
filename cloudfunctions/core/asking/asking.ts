import type { ConnectWeChat } from '../providers/wechat/wechat';
import type { Records } from '../records/records';
import type { Documents } from '../storage/documents';
import type { QuestionBudget } from './question-budget';

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
