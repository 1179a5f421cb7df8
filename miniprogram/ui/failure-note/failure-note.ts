import type { EntryFailure } from '../wording/failure-view';

const NO_FAILURE: EntryFailure = { title: '', detail: '', steps: [], traceId: '' };

/**
 * Note beside a form about its failed action: the reason, what to do, and the trace id. The form
 * keeps its content.
 */
Component({
  properties: {
    failure: { type: Object, value: NO_FAILURE },
  },
});
