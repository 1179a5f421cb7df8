import type { Answer } from './cloud-api';

/** Why no answer of a cloud function arrived, or none that can be read. */
export type NoAnswerReason =
  | 'offline'
  | 'timed-out'
  | 'busy'
  | 'crashed'
  | 'not-deployed'
  | 'cloud-missing'
  | 'environment-missing'
  | 'unreadable';

/** What stands in for an answer when none arrived. `detail` is for whoever has to mend it: technical, without personal data. */
export interface NoAnswer {
  readonly ok: false;
  readonly noAnswer: NoAnswerReason;
  readonly detail: string;
}

/** How a call of a cloud function came out, as the caller sees it: platform/ makes it, the features read it. */
export type CallResult<Data> = Answer<Data> | NoAnswer;
