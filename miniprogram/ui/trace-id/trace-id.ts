import { copyText } from '../../platform/clipboard';

/** Length of a shortened trace id: enough to tell it from others, and to read it out. */
const BRIEF_CHARACTERS = 8;

/**
 * Trace id by which a failure is found in the logs, or the phone's own error message. A tap copies
 * all of it.
 */
Component({
  properties: {
    /** Trace id or error message. */
    traceId: { type: String, value: '' },
    /** True for the shortened form, beside data. */
    brief: { type: Boolean, value: false },
  },
  data: {
    shown: '',
    /** True when WeChat refused to copy: the whole trace id is then shown, to be written down. */
    isRefused: false,
  },
  observers: {
    'traceId, brief, isRefused'(traceId: string, brief: boolean, isRefused: boolean) {
      this.setData({ shown: labelOf(traceId, brief && !isRefused) });
    },
  },
  methods: {
    async copy() {
      const copied = await copyText(this.data.traceId);
      this.setData({ isRefused: copied !== 'copied' });
    },
  },
});

function labelOf(traceId: string, brief: boolean): string {
  const isNumber = /^[\w-]+( [\w-]+)?$/.test(traceId);
  if (!isNumber) return brief ? '错误信息' : `错误信息 ${traceId}`;
  const shortened = brief && traceId.length > BRIEF_CHARACTERS;
  return `编号 ${shortened ? `${traceId.slice(0, BRIEF_CHARACTERS)}…` : traceId}`;
}
