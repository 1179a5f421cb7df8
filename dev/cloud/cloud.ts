import { randomUUID } from 'node:crypto';
import { type ClockState, timeAt } from '../clock/clock';
import { Faults } from '../faults/faults';
import { type Caller, NO_SUCH_FUNCTION, TOO_MANY_AT_ONCE } from './call';
import { type LogEntry, createCallLog, orderIdIn } from './call-log';
import { createConfiguration } from './configuration';
import { createDatabase } from './database/database';
import { serveDatabase } from './database/database-server';
import { NO_JOURNAL, openDatabaseJournal } from './database/database-journal';
import { type Answered, startChild } from './function-child';
import { assertLoopback, callMessage, processEnvironment } from './function-environment';
import { type FunctionManifest, readManifest } from './function-manifest';
import { createPool } from './function-pool';
import { buildFunctionProcess } from './function-process-build';

export type { LogEntry } from './call-log';
export type { Caller, Outcome } from './call';

export interface CloudOptions {
  /** Folder with one subfolder for each built function. */
  readonly functionsFolder: string;
  /** Journal file of the database. null keeps the database in memory only. */
  readonly databaseFile: string | null;
  readonly clock: () => ClockState;
  /** Environment variables for the functions. They do not inherit the host's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Switchable faults of the database and the cloud's settings. Default: none are on. */
  readonly faults?: Faults;
  /** Largest number of function processes at the same time (70 MB of memory each). */
  readonly poolSize?: number;
  /** Largest number of calls that wait for a process. Further calls fail with errCode -501004. */
  readonly queueLimit?: number;
  readonly nodeExecutable?: string;
  /** Receives messages for the developer, e.g. about a crashed process. */
  readonly say?: (sentence: string) => void;
}

export type Cloud = Awaited<ReturnType<typeof createCloud>>;

/**
 * Runs built cloud functions as WeChat does: in separate processes, with the caller's identity
 * and a time-out. An environment variable directs wx-server-sdk to the local database.
 *
 * @throws Error when WECHAT_API_BASE_URL is not a loopback address, or the database's file cannot
 * be read
 */
export async function createCloud({
  functionsFolder,
  databaseFile,
  clock,
  environment,
  faults = new Faults(),
  poolSize = 8,
  queueLimit = 32,
  nodeExecutable = process.execPath,
  say = console.log,
}: CloudOptions) {
  assertLoopback(environment);
  const program = await buildFunctionProcess();
  const now = (): number => timeAt(clock(), Date.now());
  const database = createDatabase(
    databaseFile === null ? NO_JOURNAL : openDatabaseJournal(databaseFile, say),
    now,
  );
  const server = await serveDatabase(database, faults);
  const configuration = createConfiguration(faults);
  const log = createCallLog();
  const pool = createPool({
    size: poolSize,
    queueLimit,
    start: (manifest) => {
      const id = randomUUID();
      return startChild({
        id,
        program,
        nodeExecutable,
        manifest,
        environment: processEnvironment(
          configuration.environmentOf(environment),
          server.urlFor(id),
        ),
        clock: clock(),
        onCrash: say,
      });
    },
  });

  const stopFollowing = configuration.subscribe(pool.renew);

  interface Call extends Answered {
    readonly databaseRequests: number;
  }
  const call = (manifest: FunctionManifest, event: unknown, caller: Caller): Promise<Call | null> =>
    pool.withChild(manifest, async (child) => {
      const before = server.countOf(child.id);
      const answered = await child.call({
        ...callMessage(manifest, event, caller),
        clock: clock(),
      });
      return { ...answered, databaseRequests: server.countOf(child.id) - before };
    });

  return {
    invoke: async (name: string, event: unknown, caller: Caller) => {
      const at = now();
      const startedAt = performance.now();
      const deployed = readManifest(functionsFolder, name);
      const manifest = deployed === null ? null : configuration.manifestOf(deployed);
      const refused: Call = {
        outcome: manifest === null ? NO_SUCH_FUNCTION : TOO_MANY_AT_ONCE,
        lines: [],
        databaseRequests: 0,
      };
      const { outcome, ...seen } =
        manifest === null ? refused : ((await call(manifest, event, caller)) ?? refused);
      const entry: LogEntry = {
        at,
        name,
        openId: caller.openId,
        orderId: orderIdIn(event),
        ms: Math.round(performance.now() - startedAt),
        ...seen,
        outcome: 'result' in outcome ? 'ok' : outcome,
      };
      log.add(entry, 'result' in outcome ? outcome.result : undefined);
      return outcome;
    },
    /** Returns the latest calls, oldest first. */
    log: log.entries,
    /** Calls the listener after every finished call. @returns unsubscribe function */
    subscribe: log.subscribe,
    database: {
      plant: database.plant,
      makeCollection: database.makeCollection,
      /** Answers a `wx.cloud.database()` request of a phone, by the collection's access rule. */
      answerClient: (openId: string, request: unknown) =>
        database.answerClient(openId, request, configuration.ruleOf),
      documents: database.documents,
    },
    stop: async () => {
      stopFollowing();
      await pool.stop();
      await server.close();
    },
  };
}
