import type { Tap } from '../../../platform/input';
import type { Filter, FilterChip } from '../../board-filters';

/** Buttons (chips) of the board's filters, with row counts. Emits `choose` (`chip`: the filter). */
Component({
  properties: { chips: { type: Array, value: [] as readonly FilterChip[] } },
  methods: {
    choose({ currentTarget }: ChipTap) {
      this.triggerEvent('choose', { chip: currentTarget.dataset.chip });
    },
  },
});

type ChipTap = Tap<{ readonly chip: Filter }>;
