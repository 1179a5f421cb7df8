/**
 * Line above data that says why the data are outdated, with the trace id of the failure. Screen
 * readers announce it.
 */
Component({
  properties: {
    text: { type: String, value: '' },
    /** Trace id of the failure; empty when there is none. */
    traceId: { type: String, value: '' },
  },
});
