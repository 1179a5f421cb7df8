import type { StageStep } from '../../view/stages-view';

/** The steps of a delivery side by side, each with what was seen of its time. */
Component({
  properties: {
    steps: { type: Array, value: [] as readonly StageStep[] },
    /** The `Tone` of the present status, for the step under way. */
    tone: { type: String, value: 'neutral' },
  },
});
