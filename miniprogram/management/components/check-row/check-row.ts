import type { CheckRow } from '../../views/self-check-view';

const NOTHING: CheckRow = {
  check: 'settings',
  title: '',
  told: '',
  tag: '',
  tone: 'neutral',
  problems: [],
};

/** A line of the self-check. One that is wrong is open at first: what is wrong, who mends it, and where. A tap opens and closes it. */
Component({
  properties: {
    row: { type: Object, value: NOTHING },
  },
  data: {
    isOpen: false,
  },
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
