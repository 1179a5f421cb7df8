import { copyText } from '../../platform/clipboard';

/**
 * Button ⓘ that shows or hides the trace id, or the error message of a call without an answer; a
 * tap on it copies it. Its host has no box: button and id are items of the flex container around
 * it, where the id takes a line of its own.
 */
Component({
  properties: {
    /** Trace id, or error message of a call without an answer. */
    traceId: { type: String, value: '' },
    /** Shows what the button opens in words, where there is room beside it. */
    named: { type: Boolean, value: false },
  },
  data: {
    name: '',
    isOpen: false,
    isRefused: false,
  },
  observers: {
    traceId(traceId: string) {
      const isNumber = /^[\w-]+( [\w-]+)?$/.test(traceId);
      this.setData({ name: isNumber ? '编号' : '错误信息' });
    },
  },
  methods: {
    toggle() {
      this.setData({ isOpen: !this.data.isOpen, isRefused: false });
    },
    async copy() {
      const copied = await copyText(this.data.traceId);
      this.setData({ isRefused: copied !== 'copied' });
    },
  },
});
