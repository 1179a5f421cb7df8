import type { Database } from '../runtime/documents';
import type { Log } from '../runtime/log';
import { once } from '../runtime/once';
import type { Environment } from '../runtime/settings';
import { readSettingsKeys } from '../runtime/settings';
import { createAudit } from './audit';
import { createSeal } from './seal';
import { openCollections } from './shop-collections';
import type { ShopParts } from './shop-parts';

interface Surroundings {
  readonly database: () => Database;
  readonly environment: Environment;
  readonly now: () => number;
  readonly log: Log;
}

/** The shop as an instance of a function has it: over the cloud's database, with the keys of the environment. */
export function openShop({ database, environment, now, log }: Surroundings): ShopParts {
  const collections = openCollections(database, log);
  return {
    collections,
    audit: createAudit(collections.audit, now),
    seal: once(() => createSeal(readSettingsKeys(environment))),
    environment,
    now,
    log,
  };
}
