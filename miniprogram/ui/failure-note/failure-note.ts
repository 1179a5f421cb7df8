import type { EntryFailure } from '../wording/failure-view';

const NO_TROUBLE: EntryFailure = { title: '', detail: '', steps: [], traceId: '' };

/** Why something was not done, what to do now, and its number: beside the form, which stays as it is. */
Component({
  properties: {
    failure: { type: Object, value: NO_TROUBLE },
  },
});
