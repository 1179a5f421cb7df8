/** What other rooms use of 同城配送; they load it by `intracity()` (on-use.ts). */
export { certificatesOf, cleanedKeys, keysIn } from './api-keys';
export { queryOrder } from './query-order';
export { queryStores } from './query-stores';
