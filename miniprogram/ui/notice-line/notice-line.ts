/** The line that says why the data below are not newer, and the number of that failure. Screen readers hear it when it appears. */
Component({
  properties: {
    text: { type: String, value: '' },
    /** Empty when there is none. */
    traceId: { type: String, value: '' },
  },
});
