/** The line that says why the data below are not newer. Screen readers hear it when it appears. */
Component({
  properties: {
    text: { type: String, value: '' },
  },
});
