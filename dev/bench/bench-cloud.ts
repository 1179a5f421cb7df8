import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseOrderAnswer } from '../../miniprogram/contract/cloud-api';
import { buildFunctions } from '../build/functions';
import { jumped, realClock, timeAt } from '../clock/clock';
import { createCloud } from '../cloud/cloud';
import { DEMO_SHOP_SETTINGS, openShop } from '../host/open-shop';
import { STAFF_MINI_PROGRAM } from '../sandbox/mini-programs';
import { DEMO_ACCOUNT } from '../sandbox/sandbox';
import { serveSandbox } from './served-sandbox';

const FOLDER = path.join(__dirname, '../../dist/bench/cloud');
/** 98 clerks who take turns to ask, because one person may look up only 60 times a minute. */
const CLERKS = Array.from({ length: 98 }, (_, n) => ({ openId: `o-${n}`, name: `店员${n}` }));

/** Local cloud that runs the built functions. A sandbox plays WeChat; the clock can be moved. */
export type BenchCloud = Awaited<ReturnType<typeof openBenchCloud>>;

/**
 * Builds the functions, starts the cloud and sets up a shop with all clerks.
 *
 * @param processes maximum number of function processes at a time
 * @param more source text (index.js) of additional functions, by function name
 */
export async function openBenchCloud(
  processes: number,
  more: Readonly<Record<string, string>> = {},
) {
  const functions = await buildFunctions({ outputFolder: FOLDER });
  for (const [name, source] of Object.entries(more)) await writeFunction(name, source);
  let clock = realClock(Date.now());
  const sandbox = await serveSandbox(() => timeAt(clock, Date.now()));
  const cloud = await createCloud({
    functionsFolder: FOLDER,
    databaseFile: null,
    clock: () => clock,
    environment: { ...DEMO_SHOP_SETTINGS, WECHAT_API_BASE_URL: sandbox.url },
    poolSize: processes,
    queueLimit: 2000,
  });
  await openShop(cloud, { account: DEMO_ACCOUNT, clerks: CLERKS });

  const call = async (name: string, event: object, clerk = 0): Promise<unknown> => {
    const { openId = '' } = CLERKS[clerk % CLERKS.length] ?? {};
    const outcome = await cloud.invoke(name, event, { openId, appId: STAFF_MINI_PROGRAM.appId });
    if ('result' in outcome) return outcome.result;
    throw new Error(`${name} failed: ${outcome.errMsg}`);
  };
  return {
    ...sandbox,
    functions,
    /** Calls the named cloud function as the n-th clerk. @throws Error when the call fails */
    call,
    /**
     * Looks an order up. @returns its report, and the report's age when the cloud returned it; null
     * when the cloud refuses, because this clerk has asked too often
     */
    lookUp: async (orderId: string, clerk?: number, since?: number) => {
      const answered = await call('getOrder', { action: 'look-up', orderId, since }, clerk);
      const answer = parseOrderAnswer('look-up', answered);
      if (answer?.ok === false && answer.error.code === 'too-frequent') return null;
      if (answer?.ok !== true || 'choices' in answer.data)
        throw new Error(`The look-up failed: ${JSON.stringify(answer)}`);
      return { report: answer.data, ageMs: answer.serverTime - answer.data.askedAt };
    },
    /** Returns the number of database requests that the latest call made. */
    databaseRequests: (): number => cloud.log().at(-1)?.databaseRequests ?? NaN,
    jump: (byMs: number): void => {
      clock = jumped(clock, Date.now(), byMs);
    },
    close: async (): Promise<void> => {
      await cloud.stop();
      await sandbox.close();
    },
  };
}

async function writeFunction(name: string, source: string): Promise<void> {
  const folder = path.join(FOLDER, name);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'index.js'), source);
  const manifest = { main: 'index.js', cloudFunction: { timeoutSeconds: 20 } };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
}
