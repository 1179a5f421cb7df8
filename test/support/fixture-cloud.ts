import path from 'node:path';
import type cloudSdk from 'wx-server-sdk';
import { buildFunctions } from '../../dev/build/functions';
import { realClock } from '../../dev/clock/clock';
import {
  type Caller,
  type Cloud,
  type CloudOptions,
  type Outcome,
  createCloud,
} from '../../dev/cloud/cloud';
import { built } from './built';

/** Parameters of a script for the fixture function `sdk`. */
export interface SdkWorld<Args = unknown> {
  readonly cloud: typeof cloudSdk;
  /** Own types, since the SDK's typings of reads describe callbacks. */
  readonly db: SdkDatabase;
  readonly args: Args;
  /** Collection that `args` names. */
  readonly own: SdkCollection;
}

interface SdkQuery {
  where(condition: unknown): SdkQuery;
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery;
  limit(count: number): SdkQuery;
  skip(count: number): SdkQuery;
  field(projection: unknown): SdkQuery;
  get(): Promise<Record<string, unknown> & { readonly data: Record<string, unknown>[] }>;
  count(): Promise<unknown>;
  update(options: unknown): Promise<{ readonly stats: unknown }>;
  remove(): Promise<{ readonly stats: unknown }>;
}

interface SdkCollection extends SdkQuery {
  doc(
    id: string,
  ): Pick<SdkQuery, 'update' | 'remove'> & { set(options: unknown): Promise<unknown> };
  add(options: unknown): Promise<unknown>;
  aggregate(): Record<'match' | 'group', (value: unknown) => { end(): Promise<unknown> }>;
}

interface SdkDatabase {
  readonly command: ReturnType<typeof cloudSdk.database>['command'];
  serverDate(): unknown;
  collection(name: string): SdkCollection;
  createCollection(name: string): Promise<unknown>;
  runTransaction(
    run: (transaction: Pick<SdkDatabase, 'collection'>) => Promise<unknown>,
  ): Promise<unknown>;
}

export const CLERK: Caller = { openId: 'o-clerk', appId: 'wxde00000000000000' };

/** Settings of a local cloud whose functions call nobody. */
export const NOWHERE = { WECHAT_API_BASE_URL: 'http://127.0.0.1:9' };

const FIXTURE_FOLDER = path.join(__dirname, '../dev/cloud/fixture');

export function builtFixture(): Promise<string> {
  return built('fixture-functions', (outputFolder) =>
    buildFunctions({ sourceFolder: FIXTURE_FOLDER, outputFolder }),
  );
}

/** Opens a local cloud of the fixture functions, by default without a journal. */
export async function fixtureCloud(
  options: Partial<CloudOptions> & Pick<CloudOptions, 'functionsFolder'>,
): Promise<Cloud> {
  const clock = realClock(Date.now());
  return createCloud({ databaseFile: null, clock: () => clock, environment: NOWHERE, ...options });
}

/** Builds an event that runs this script in a fixture function. It may use only its parameter. */
export function scripted<Args>(
  script: (world: SdkWorld<Args>) => unknown,
  args?: Args,
): { readonly source: string; readonly args: Args | undefined } {
  return { source: script.toString(), args };
}

/** Returns the function's result, or throws its failure. */
export function resultOf(outcome: Outcome): unknown {
  if ('result' in outcome) return outcome.result;
  throw new Error(`${outcome.errCode} ${outcome.errMsg}`);
}
