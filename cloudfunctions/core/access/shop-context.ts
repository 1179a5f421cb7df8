import { setTimeout } from 'timers/promises';
import { type ShopCollection, COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { Database } from '../storage/database';
import { type Documents, createDocuments } from '../storage/documents';
import { type Shop, readShop } from '../storage/shop-document';
import type { Clock } from '../storage/database-clock';
import type { Log } from '../runtime/log';
import { type Cache, createCache, once } from '../storage/cached';
import { type Environment, readSettingsKeys } from '../runtime/settings';
import { type Audit, createAudit } from './audit';
import { type Encryption, createEncryption } from '../secrets/encryption';

/** Database, clock, keys and log of the shop, which its actions and checks work with. */
export interface ShopContext {
  readonly collections: ShopCollections;
  readonly shop: Cache<Shop>['get'];
  readonly audit: Audit;
  /** Encryption of secrets, created on first use, because only some actions need its key. */
  readonly encryption: () => Encryption;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly now: Clock['now'];
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: Log;
}

export type ShopCollections = Readonly<Record<ShopCollection, Documents>>;

interface ShopDependencies {
  readonly database: () => Database;
  readonly environment: Environment;
  readonly openClock: (limits: Documents) => Clock;
  readonly log: Log;
  readonly sleep?: ShopContext['sleep'];
}

/** Creates the context of the shop's actions. Each instance of a function calls it once. */
export function createShopContext(dependencies: ShopDependencies): ShopContext {
  const { database, environment, openClock, log, sleep = setTimeout } = dependencies;
  const names = Object.keys(COLLECTIONS) as ShopCollection[];
  const entries = names.map((name) => [name, createDocuments(database, COLLECTIONS[name], log)]);
  const collections = Object.fromEntries(entries) as ShopCollections;
  const clock = openClock(collections.limits);
  const { now } = clock;
  return {
    collections,
    shop: createCache(() => readShop(collections.shop), now).get,
    audit: createAudit(collections, now, log),
    encryption: once(() => createEncryption(readSettingsKeys(environment))),
    environment,
    clock,
    now,
    sleep,
    log,
  };
}
