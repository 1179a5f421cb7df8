import type { Tap } from '../../../platform/input';
import type { TrackStep } from '../../view/stages-view';

/** Steps of a delivery as a line of dots with times. A tap on an inferred step explains it. */
Component({
  properties: {
    steps: { type: Array, value: [] as readonly TrackStep[] },
    /** `Tone` of the present status. It colours the completed and the current steps. */
    tone: { type: String, value: 'neutral' },
    progress: { type: Number, value: 0 },
  },
  data: {
    /** Name of the inferred step that is explained; empty for none. */
    explained: '',
  },
  observers: {
    steps(steps: readonly TrackStep[]) {
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
