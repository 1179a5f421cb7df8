import type { AnswerView } from '../../view/answer-view';

/** Head of a scanned order. Each answer is a new WXML node, so that its colour is animated once. */
Component({
  properties: {
    answer: { type: null, value: null as AnswerView | null },
    /** True right after the scan: for two seconds, the answer's colour fills the head. */
    announced: { type: Boolean, value: false },
  },
});
