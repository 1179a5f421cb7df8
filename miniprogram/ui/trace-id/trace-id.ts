import { copyText } from '../../platform/clipboard';

/** Button ⓘ and the trace id that it shows, both in the parent's flexbox. A tap copies the id. */
Component({
  properties: {
    traceId: { type: String, value: '' },
    /** True to show the word 编号 or 错误信息 on the button beside ⓘ. */
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
