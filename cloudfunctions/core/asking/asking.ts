import type { ConnectWeChat } from '../providers/wechat/wechat';
import type { Notices } from '../notices/notices';
import type { RecordContext } from '../records/records';
import type { Documents } from '../storage/documents';
import type { QuestionBudget } from './question-budget';

export interface AskContext extends RecordContext {
  readonly staff: Documents;
  readonly budget: QuestionBudget;
  /** Keys of the look-up targets where the latest 50 new orders were found, the latest first. */
  readonly foundTargetKeys: string[];
  /** Connects to WeChat at the first question, so that calls by strangers need no connection. */
  readonly wechat: ConnectWeChat;
  readonly notices: Notices;
  readonly sleep: (ms: number) => Promise<void>;
}
