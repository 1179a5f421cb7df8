import type { EntryTrouble } from '../wording/trouble';

const NO_TROUBLE: EntryTrouble = { title: '', detail: '', steps: [], traceId: '' };

/** Why something was not done, what to do now, and its number: beside the form, which stays as it is. */
Component({
  properties: {
    trouble: { type: Object, value: NO_TROUBLE },
  },
});
