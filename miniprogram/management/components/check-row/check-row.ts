import type { CheckRow } from '../../views/self-check-view';

const NOTHING: CheckRow = {
  check: 'settings',
  title: '',
  summary: '',
  tag: '',
  tone: 'neutral',
  problems: [],
};

/** Row of the self-check. A tap shows or hides its problems; they show at first if it is wrong. */
Component({
  properties: {
    /** Check with its result and its problems. */
    row: { type: Object, value: NOTHING },
  },
  data: {
    /** Tells whether the problems are shown. */
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
