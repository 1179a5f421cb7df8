import type { ConnectWeChat } from '../providers/wechat/wechat';
import type { Notices } from '../notices/notices';
import type { Records } from '../records/records';
import type { Documents } from '../storage/documents';
import type { QuestionBudget } from './question-budget';

export interface Asking extends Records {
  readonly staff: Documents;
  readonly budget: QuestionBudget;
  /** Keys of the look-up targets that have found a new order, the latest first; at most 50. */
  readonly foundKeys: string[];
  /** Connects to WeChat. This happens at the first question, when strangers have been refused. */
  readonly wechat: ConnectWeChat;
  readonly notices: Notices;
  readonly sleep: (ms: number) => Promise<void>;
}
