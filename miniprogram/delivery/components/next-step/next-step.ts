import type { NextStepView } from '../../view/next-step-view';

const NO_STEP: NextStepView = { head: '', text: '', tone: 'neutral' };

/** Next step, and who can take it; without a head where nobody has to hurry. */
Component({ properties: { step: { type: Object, value: NO_STEP } } });
