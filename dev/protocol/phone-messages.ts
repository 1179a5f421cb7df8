/** What the console and the phone in its frame say to each other, by messages between two pages of one origin. */

/**
 * From the console. What tells how something is from now on (`theme`, `text`, `network`, `client`) is
 * told again to a phone that has started anew.
 */
export type ToPhone =
  /** Types as a barcode scanner does, on the page where order ids are typed. */
  | { readonly type: 'type-order-id'; readonly orderId: string }
  /** Types into the field that was chosen last; the phone answers `typed`. */
  | { readonly type: 'type-text'; readonly text: string }
  | { readonly type: 'open'; readonly url: string }
  | { readonly type: 'theme'; readonly theme: 'light' | 'dark' }
  /** `scale`: how many times as large as usual text is. The mini-program starts anew. */
  | { readonly type: 'text'; readonly scale: string }
  /** Whether WeChat does what is documented, or is as users report it. */
  | { readonly type: 'client'; readonly client: 'documented' | 'reported' }
  | { readonly type: 'network'; readonly online: boolean }
  /** Hands the phone to somebody, who opens the first page. */
  | { readonly type: 'person'; readonly person: string }
  /** The same, after all that any phone has stored is forgotten. */
  | { readonly type: 'start-over'; readonly person: string };

/** From the phone. */
export type FromPhone =
  /** Which page is shown, and who holds the phone; the first one says that it listens. */
  | { readonly type: 'route'; readonly path: string; readonly person: string }
  /** Whether there was a field for a text that was to be typed. */
  | { readonly type: 'typed'; readonly text: string; readonly isTyped: boolean };
