import type { CheckRow } from '../../views/self-check-view';

const NOTHING: CheckRow = {
  check: 'settings',
  title: '',
  summary: '',
  tag: '',
  tone: 'neutral',
  problems: [],
};

/**
 * Row of the self-check page. A tap shows or hides the problems of the check. Starts open if the
 * check has failed.
 */
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
