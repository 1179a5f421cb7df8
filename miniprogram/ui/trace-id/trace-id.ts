import { copyText } from '../../platform/clipboard';

/** So much of a number is enough to tell it from others, and to be read out. */
const BRIEF_CHARACTERS = 8;

/** The number under which a failure can be found again in the logs, or what the phone itself said of it: shown, and copied whole by a tap. */
Component({
  properties: {
    traceId: { type: String, value: '' },
    /** Beside data: its beginning is enough. */
    brief: { type: Boolean, value: false },
  },
  data: {
    shown: '',
    /** WeChat has not let it be copied: it is shown whole, to be written down. */
    isRefused: false,
  },
  observers: {
    'traceId, brief, isRefused'(traceId: string, brief: boolean, isRefused: boolean) {
      this.setData({ shown: inWords(traceId, brief && !isRefused) });
    },
  },
  methods: {
    async copy() {
      const copied = await copyText(this.data.traceId);
      this.setData({ isRefused: copied !== 'copied' });
    },
  },
});

function inWords(traceId: string, brief: boolean): string {
  const isNumber = /^[\w-]+( [\w-]+)?$/.test(traceId);
  if (!isNumber) return brief ? '错误信息' : `错误信息 ${traceId}`;
  const shortened = brief && traceId.length > BRIEF_CHARACTERS;
  return `编号 ${shortened ? `${traceId.slice(0, BRIEF_CHARACTERS)}…` : traceId}`;
}
