/**
 * Large time, whose digits roll when it changes, but not while it counts seconds. Screen readers
 * read what lies around it instead.
 */
Component({
  properties: {
    /** Clock time, like `12:43`, or running time, like `4:12`. */
    figure: { type: String, value: '' },
    /** Words for a running time; empty for a clock time. */
    spoken: { type: String, value: '' },
  },
});
