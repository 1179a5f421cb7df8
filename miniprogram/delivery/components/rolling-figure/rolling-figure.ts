/**
 * Time that the page shows large. Its digits roll when it changes, but not while it counts seconds.
 * It has no name of its own for screen readers: what lies around it has one.
 */
Component({
  properties: {
    /** Clock time, like `12:43`, or running time, like `4:12`. */
    figure: { type: String, value: '' },
    /** Words for a running time; empty for a clock time. */
    spoken: { type: String, value: '' },
  },
});
