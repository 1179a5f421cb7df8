import type { CheckRow } from '../../views/self-check-view';

const NOTHING: CheckRow = {
  check: 'settings',
  title: '',
  summary: '',
  tag: '',
  tone: 'neutral',
  problems: [],
};

/** Row of the self-check page. A tap shows or hides its problems; a failed check starts open. */
Component({
  properties: {
    /** Result and problems of one check. */
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
