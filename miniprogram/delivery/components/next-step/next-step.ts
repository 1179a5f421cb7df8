import type { NextStepView } from '../../view/next-step-view';

/** Next step for an order. The heading says who takes it; without a heading, nobody has to act. */
Component({
  properties: {
    step: { type: Object, value: null as NextStepView | null },
    /** `Tone` (colour) of the delivery. */
    tone: { type: String, value: 'neutral' },
  },
});
