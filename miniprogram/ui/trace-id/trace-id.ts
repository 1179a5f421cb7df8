import { copyText } from '../../platform/clipboard';

/** Length of a shortened trace id: enough to tell it from others, short enough to be read out. */
const BRIEF_CHARACTERS = 8;

/**
 * Trace id by which a failure is found in the logs, or the error message of a failed call. A tap
 * copies it in full.
 */
Component({
  properties: {
    /** Trace id, or error message of a call without an answer. */
    traceId: { type: String, value: '' },
    /** True for the shortened form, which is used beside data. */
    brief: { type: Boolean, value: false },
  },
  data: {
    shown: '',
    /** True when copying failed: the whole trace id is then shown, to be written down. */
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
