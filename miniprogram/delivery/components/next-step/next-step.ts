import type { NextStepView } from '../../view/next-step-view';

/** Next step. Its heading says who can take it; without a heading, nobody has to hurry. */
Component({
  properties: {
    step: { type: Object, value: null as NextStepView | null },
    /** Colour of the delivery. */
    tone: { type: String, value: 'neutral' },
  },
});
