import type { StageStep } from '../../view/stages-view';

/** Steps of a delivery side by side, each with its observed time. */
Component({
  properties: {
    /** Steps to show. */
    steps: { type: Array, value: [] as readonly StageStep[] },
    /** `Tone` of the present status, for the current step. */
    tone: { type: String, value: 'neutral' },
  },
});
