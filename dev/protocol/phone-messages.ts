/** Messages between the console page and the phone page in its frame, both of one origin. */

/**
 * Message to the phone. The console repeats theme, text, network, client and ring after a restart.
 */
export type ToPhone =
  /** Types on the page for order ids, as a barcode scanner does. */
  | { readonly type: 'type-order-id'; readonly orderId: string }
  /** Types into the field that had the focus last. The phone answers `typed`. */
  | { readonly type: 'type-text'; readonly text: string }
  | { readonly type: 'open'; readonly url: string }
  | { readonly type: 'theme'; readonly theme: 'light' | 'dark' }
  /** Sets the scale of the text size, which restarts the mini-program. */
  | { readonly type: 'text'; readonly scale: string }
  /** Chooses how the simulated WeChat behaves: as documented, or as users report it. */
  | { readonly type: 'client'; readonly client: 'documented' | 'reported' }
  | { readonly type: 'network'; readonly online: boolean }
  /** Draws a ring around the button with this text, on the visible page; null removes it. */
  | { readonly type: 'ring'; readonly button: string | null }
  /** Makes another person the user of the phone, and opens the first page, or this message's. */
  | { readonly type: 'person'; readonly person: string; readonly message?: string }
  /** Like `person`, but first empties the storage of all phones. */
  | { readonly type: 'start-over'; readonly person: string };

/** Message from the phone. */
export type FromPhone =
  /** Visible page and user of the phone. The first such message tells that the phone listens. */
  | { readonly type: 'route'; readonly path: string; readonly person: string }
  /** Answer to `type-text`. `isTyped` is false when the visible page has no such field. */
  | { readonly type: 'typed'; readonly text: string; readonly isTyped: boolean };
