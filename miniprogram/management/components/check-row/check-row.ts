import type { CheckRow } from '../../views/self-check-view';

/** Row of page 自检 (self-check). A tap shows or hides its problems; a failed check starts open. */
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
