import type { EntryFailure } from '../wording/failure-view';

const NO_FAILURE: EntryFailure = { title: '', detail: '', steps: [], traceId: '' };

/**
 * Note about a failed action beside its form: the reason, what to do, and the trace id. The form
 * stays as it is.
 */
Component({
  properties: {
    /** Failure to show. */
    failure: { type: Object, value: NO_FAILURE },
  },
});
