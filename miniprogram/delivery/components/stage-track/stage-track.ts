import type { Tap } from '../../../platform/input';
import type { StageStep } from '../../view/stages-view';

/** Steps of a delivery as a line of dots with times; an inferred step explains itself on a tap. */
Component({
  properties: {
    steps: { type: Array, value: [] as readonly StageStep[] },
    /** `Tone` of the present status, for the completed and the current steps. */
    tone: { type: String, value: 'neutral' },
    progress: { type: Number, value: 0 },
  },
  data: {
    /** Name of the inferred step that is explained; empty for none. */
    explained: '',
  },
  observers: {
    steps(steps: readonly StageStep[]) {
      const { explained } = this.data;
      const step = steps.find(({ name }) => name === explained);
      if (explained !== '' && step?.state !== 'inferred') this.setData({ explained: '' });
    },
  },
  methods: {
    explain({ currentTarget }: StepTap) {
      const { name } = currentTarget.dataset;
      this.setData({ explained: name === this.data.explained ? '' : name });
    },
  },
});

type StepTap = Tap<{ readonly name: string }>;
