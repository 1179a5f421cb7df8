import { readFileSync } from 'node:fs';
import path from 'node:path';
import { jumped, realClock, timeAt } from '../../dev/clock/clock';
import type { Cloud } from '../../dev/cloud/cloud';
import { createCloud } from '../../dev/cloud/cloud';
import { DEMO_SHOP_SETTINGS, openShop as openDemoShop } from '../../dev/host/open-shop';
import type { Sandbox } from '../../dev/sandbox/sandbox';
import { DEMO_ACCOUNT } from '../../dev/sandbox/sandbox';
import type { Answer, DeliveryAnswer } from '../../miniprogram/contract/cloud-api';
import { builtFunctions } from './built';
import { resultOf } from './fixture-cloud';
import { BUSINESS, serveSandbox, signOf } from './served-sandbox';
import { temporaryFolder } from './temporary-folder';

/** Clerks who take turns because of the rate limit. */
const CLERKS = Array.from({ length: 8 }, (_, n) => ({ openId: `o-clerk-${n}`, name: `店员${n}` }));

/** The built functions with the sandbox as their WeChat, in this process. */
export interface LocalShop {
  readonly sandbox: Sandbox;
  /** The one clock of sandbox and clouds, in ms since 1970. */
  readonly now: () => number;
  readonly goOn: (byMs: number) => void;
  /** Opens a cloud with a shop, before any process of getOrder has started. */
  readonly openCloud: (poolSize?: number) => Promise<Cloud>;
  readonly lookUp: (cloud: Cloud, orderId: string) => Promise<LookedUp>;
  /** Lists what no log may hold: tokens, secrets, signs, riders' names and numbers. */
  readonly unspeakable: () => readonly string[];
  readonly close: () => Promise<void>;
}

export interface LookedUp {
  readonly answer: Answer<DeliveryAnswer>;
  readonly ms: number;
  /** Numbers of requests for the order and for a token. */
  readonly looked: number;
  readonly tokens: number;
}

export async function openShop(): Promise<LocalShop> {
  const functionsFolder = await builtFunctions();
  const journalFile = path.join(await temporaryFolder(), 'sandbox.journal');
  let clock = realClock(Date.now());
  const now = (): number => timeAt(clock, Date.now());
  const served = await serveSandbox({ now, journalFile });
  const { sandbox } = served;
  const clouds: Cloud[] = [];
  let turn = 0;
  const nextClerk = (): string => {
    turn += 1;
    return CLERKS[turn % CLERKS.length]?.openId ?? '';
  };
  const asked = (what: string): number => sandbox.requests().get(what) ?? 0;
  const count = (): { looked: number; tokens: number } => ({
    looked: asked(`${BUSINESS}/order/get`),
    tokens: asked('/cgi-bin/stable_token'),
  });

  return {
    sandbox,
    now,
    goOn: (byMs) => {
      clock = jumped(clock, Date.now(), byMs);
    },
    openCloud: async (poolSize = 1) => {
      const cloud = await createCloud({
        functionsFolder,
        databaseFile: null,
        clock: () => clock,
        environment: { ...DEMO_SHOP_SETTINGS, WECHAT_API_BASE_URL: served.baseUrl },
        faults: sandbox.faults,
        poolSize,
      });
      clouds.push(cloud);
      await openDemoShop(cloud, { account: DEMO_ACCOUNT, clerks: CLERKS });
      return cloud;
    },
    lookUp: async (cloud, orderId) => {
      const before = count();
      const startedAt = performance.now();
      const caller = { openId: nextClerk(), appId: DEMO_ACCOUNT.appId };
      const outcome = await cloud.invoke('getOrder', { action: 'look-up', orderId }, caller);
      const ms = performance.now() - startedAt;
      const after = count();
      return {
        answer: resultOf(outcome) as Answer<DeliveryAnswer>,
        ms,
        looked: after.looked - before.looked,
        tokens: after.tokens - before.tokens,
      };
    },
    unspeakable: () => [
      ...[...readFileSync(journalFile, 'utf8').matchAll(/"token":"([^"]+)"/g)].map(
        ([, token = '']) => token,
      ),
      ...sandbox
        .deliveries()
        .flatMap(({ orderId, riderName, riderPhone }) => [
          signOf(orderId),
          ...(riderName === null ? [] : [riderName]),
          ...(riderPhone === null ? [] : [riderPhone]),
        ]),
      DEMO_ACCOUNT.appSecret,
      DEMO_ACCOUNT.deliverySecret,
      ...Object.values(DEMO_SHOP_SETTINGS),
    ],
    close: async () => {
      await Promise.all(clouds.map((cloud) => cloud.stop()));
      await served.stop();
    },
  };
}
