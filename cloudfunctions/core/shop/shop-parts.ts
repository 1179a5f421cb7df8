import type { Log } from '../runtime/log';
import type { Environment } from '../runtime/settings';
import type { Audit } from './audit';
import type { Seal } from './seal';
import type { ShopCollections } from './shop-collections';

/** What the shop's actions work with. */
export interface ShopParts {
  readonly collections: ShopCollections;
  readonly audit: Audit;
  /** Made at its first use, so that what needs no key needs no SETTINGS_KEY either. */
  readonly seal: () => Seal;
  readonly environment: Environment;
  readonly now: () => number;
  readonly log: Log;
}
