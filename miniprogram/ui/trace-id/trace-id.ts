import { copyText } from '../../platform/clipboard';

/** Button ⓘ that shows a trace id, which a tap copies. Both are items of the flex box around. */
Component({
  properties: {
    traceId: { type: String, value: '' },
    /** True where there is room for a word on the button. */
    named: { type: Boolean, value: false },
  },
  data: { name: '', isOpen: false, isRefused: false },
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
      const refusal = await copyText(this.data.traceId);
      this.setData({ isRefused: refusal !== '' });
    },
  },
});
