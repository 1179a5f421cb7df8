import type { AnswerView } from '../../view/answer-view';

/** Head of a scanned order. A new answer is a new WXML node, whose colour is animated once. */
Component({
  properties: {
    answer: { type: null, value: null as AnswerView | null },
    /** True right after the scan: the answer fills the head with its colour for two seconds. */
    announced: { type: Boolean, value: false },
  },
});
