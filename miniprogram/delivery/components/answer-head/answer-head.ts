import type { AnswerView } from '../../view/answer-view';

/**
 * Head of a scanned order with its answer in large letters. A new answer is a new WXML node, so its
 * colour is animated once. Later changes of the words do not start the animation again.
 */
Component({
  properties: {
    answer: { type: null, value: null as AnswerView | null },
    /** True right after the scan: the answer fills the head with its colour for two seconds. */
    announced: { type: Boolean, value: false },
  },
});
