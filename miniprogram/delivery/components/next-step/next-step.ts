import type { NextStepView } from '../../view/next-step-view';

/** Next step, and who can take it; without a head where nobody has to hurry. */
Component({
  properties: {
    step: { type: Object, value: null as NextStepView | null },
    /** Colour of the delivery. */
    tone: { type: String, value: 'neutral' },
  },
});
