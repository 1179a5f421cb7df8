import { setTimeout } from 'timers/promises';
import { type ShopCollection, COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { Database } from '../storage/database';
import { type Documents, createDocuments } from '../storage/documents';
import { type Shop, readShop } from '../storage/shop-document';
import type { Clock } from '../runtime/clock';
import type { Log } from '../runtime/log';
import { type Cached, cached, once } from '../storage/cached';
import { type Environment, readSettingsKeys } from '../runtime/settings';
import { type Audit, createAudit } from './audit';
import { type Encryption, createEncryption } from '../secrets/encryption';

export interface ShopParts {
  readonly collections: ShopCollections;
  readonly shop: Cached<Shop>['get'];
  readonly audit: Audit;
  /** Returns the encryption. It is created on first use, because only some actions need its key. */
  readonly encryption: () => Encryption;
  readonly environment: Environment;
  readonly clock: Clock;
  /** Returns the time on `clock`. */
  readonly now: Clock['now'];
  /** Resolves after a number of ms. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: Log;
}

export type ShopCollections = Readonly<Record<ShopCollection, Documents>>;

function openCollections(database: () => Database, log: Log): ShopCollections {
  const names = Object.keys(COLLECTIONS) as ShopCollection[];
  return Object.fromEntries(
    names.map((name) => [name, createDocuments(database, COLLECTIONS[name], log)]),
  ) as ShopCollections;
}

interface Surroundings {
  readonly database: () => Database;
  readonly environment: Environment;
  /** Opens the clock of the shop, which may use the collection `limits`. */
  readonly openClock: (limits: Documents) => Clock;
  readonly log: Log;
  /** By default real time passes. */
  readonly sleep?: ShopParts['sleep'];
}

/** Creates the dependencies of the shop's actions, once for each instance of a cloud function. */
export function openShop({
  database,
  environment,
  openClock,
  log,
  sleep = setTimeout,
}: Surroundings): ShopParts {
  const collections = openCollections(database, log);
  const clock = openClock(collections.limits);
  const { now } = clock;
  return {
    collections,
    shop: cached(() => readShop(collections.shop), now).get,
    audit: createAudit(collections, now, log),
    encryption: once(() => createEncryption(readSettingsKeys(environment))),
    environment,
    clock,
    now,
    sleep,
    log,
  };
}
