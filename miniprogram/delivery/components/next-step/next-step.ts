import type { NextStepView } from '../../view/delivery-view';

const NO_STEP: NextStepView = { head: '', text: '', tone: 'neutral' };

/**
 * Next step and who can take it: a card when somebody has to act, a quiet line when waiting is
 * enough.
 */
Component({
  properties: {
    /** Step to show. */
    step: { type: Object, value: NO_STEP },
  },
});
