import type { Tap } from '../../../platform/input';
import type { Filter, FilterChip } from '../../board-filters';

/** Filters of the board with the numbers of their rows. Emits `choose` (`chip`). */
Component({
  properties: { chips: { type: Array, value: [] as readonly FilterChip[] } },
  methods: {
    choose({ currentTarget }: ChipTap) {
      this.triggerEvent('choose', { chip: currentTarget.dataset.chip });
    },
  },
});

type ChipTap = Tap<{ readonly chip: Filter }>;
