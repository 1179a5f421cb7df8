import { copyText } from '../../platform/clipboard';

/** So much of a number is enough to tell it from others, and to be read out. */
const BRIEF_CHARACTERS = 8;

/** The number under which a trouble can be found again in the logs, or what the phone itself said of it: shown, and copied whole by a tap. */
Component({
  properties: {
    traceId: { type: String, value: '' },
    /** Beside data: its beginning is enough. */
    brief: { type: Boolean, value: false },
  },
  data: {
    shown: '',
  },
  observers: {
    'traceId, brief'(traceId: string, brief: boolean) {
      const isNumber = /^[\w-]+( [\w-]+)?$/.test(traceId);
      const shortened = brief && traceId.length > BRIEF_CHARACTERS;
      const number = shortened ? `${traceId.slice(0, BRIEF_CHARACTERS)}…` : traceId;
      this.setData({
        shown: isNumber ? `编号 ${number}` : brief ? '错误信息' : `错误信息 ${traceId}`,
      });
    },
  },
  methods: {
    copy() {
      void copyText(this.data.traceId);
    },
  },
});
