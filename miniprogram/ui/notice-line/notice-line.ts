/**
 * Line that says why the data below are not newer, with the trace id of the failure. Screen readers
 * announce it.
 */
Component({
  properties: {
    /** Text of the line. */
    text: { type: String, value: '' },
    /** Trace id of the failure; empty when there is none. */
    traceId: { type: String, value: '' },
  },
});
