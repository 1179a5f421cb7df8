import type { NextStepView } from '../../view/delivery-view';

const NO_STEP: NextStepView = { head: '', text: '', tone: 'neutral' };

/** What to do now and who can do it: a card when somebody has to act, a quiet line when it is enough to wait. */
Component({
  properties: {
    step: { type: Object, value: NO_STEP },
  },
});
