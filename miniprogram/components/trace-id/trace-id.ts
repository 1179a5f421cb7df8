import { copyText } from '../../platform/clipboard';

/** The number under which a trouble can be found again in the logs: shown, and copied by a tap. */
Component({
  properties: {
    traceId: { type: String, value: '' },
  },
  methods: {
    copy() {
      void copyText(this.data.traceId);
    },
  },
});
