import type { AnswerView } from '../../view/answer-view';

/** Answer to a scan, at the top of the sheet. Each is a new node, so that each colour fades. */
Component({
  properties: {
    answer: { type: null, value: null as AnswerView | null },
    /** True right after the scan: for two seconds, the answer's colour fills the head. */
    announced: { type: Boolean, value: false },
  },
});
