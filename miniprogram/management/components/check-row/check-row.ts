import type { CheckRow } from '../../views/self-check-view';

/** Row of the self-check page. A tap shows its problems, or hides them. Open if it has failed. */
Component({
  properties: { row: { type: null, value: null as CheckRow | null } },
  data: { isOpen: false },
  observers: {
    'row.tone'(tone: string) {
      this.setData({ isOpen: tone === 'bad' });
    },
  },
  methods: {
    toggle() {
      this.setData({ isOpen: !this.data.isOpen });
    },
  },
});
