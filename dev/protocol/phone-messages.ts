/** Messages between the console and the phone in its frame, two pages of one origin. */

/** A message of the console. A restarted phone gets theme, text, network and client again. */
export type ToPhone =
  /** Types as a barcode scanner does, on the page where order ids are typed. */
  | { readonly type: 'type-order-id'; readonly orderId: string }
  /** Types into the last focused field. The phone answers `typed`. */
  | { readonly type: 'type-text'; readonly text: string }
  | { readonly type: 'open'; readonly url: string }
  | { readonly type: 'theme'; readonly theme: 'light' | 'dark' }
  /** Sets the factor of the text size. The mini-program restarts. */
  | { readonly type: 'text'; readonly scale: string }
  /** Sets WeChat's behaviour: as documented, or as users report it. */
  | { readonly type: 'client'; readonly client: 'documented' | 'reported' }
  | { readonly type: 'network'; readonly online: boolean }
  /** Gives the phone to a person, on the first page. */
  | { readonly type: 'person'; readonly person: string }
  /** Does the same, after the storage of all phones is emptied. */
  | { readonly type: 'start-over'; readonly person: string };

/** A message from the phone. */
export type FromPhone =
  /** Visible page and holder of the phone. The first one says that the phone listens. */
  | { readonly type: 'route'; readonly path: string; readonly person: string }
  /** Says whether there was a field for the text. */
  | { readonly type: 'typed'; readonly text: string; readonly isTyped: boolean };
