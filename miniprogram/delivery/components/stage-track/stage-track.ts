import type { Tap } from '../../../platform/input';
import type { TrackStep } from '../../view/stages-view';

/** Steps of a delivery as a line of dots with times. A tap on an inferred step explains it. */
Component({
  properties: {
    steps: { type: Array, value: [] as readonly TrackStep[] },
    /** `Tone` (colour) of the present status, for the completed steps and the current step. */
    tone: { type: String, value: 'neutral' },
    progress: { type: Number, value: 0 },
  },
  data: {
    /** Name of the inferred step that is being explained; empty if there is none. */
    explainedStep: '',
  },
  observers: {
    steps(steps: readonly TrackStep[]) {
      const { explainedStep } = this.data;
      const step = steps.find(({ name }) => name === explainedStep);
      if (explainedStep !== '' && step?.state !== 'inferred') this.setData({ explainedStep: '' });
    },
  },
  methods: {
    explain({ currentTarget }: StepTap) {
      const { name } = currentTarget.dataset;
      this.setData({ explainedStep: name === this.data.explainedStep ? '' : name });
    },
  },
});

type StepTap = Tap<{ readonly name: string }>;
