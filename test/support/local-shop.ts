import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildFunctions } from '../../dev/build/functions';
import { realClock } from '../../dev/clock/clock';
import type { Cloud } from '../../dev/cloud/cloud';
import { createCloud } from '../../dev/cloud/cloud';
import type { Sandbox } from '../../dev/sandbox/sandbox';
import { DEMO_ACCOUNT } from '../../dev/sandbox/sandbox';
import type { Answer } from '../../miniprogram/shared/cloud-api';
import type { DeliveryReport } from '../../miniprogram/shared/delivery';
import { resultOf, temporaryFolder } from './fixture-cloud';
import { BUSINESS, serveSandbox, signOf } from './served-sandbox';

const CLERK = { openId: 'o-demo-clerk', appId: DEMO_ACCOUNT.appId };

/** The built functions with the sandbox as their WeChat, in this process. */
export interface LocalShop {
  readonly sandbox: Sandbox;
  /** A cloud with no process started yet and an empty database. */
  readonly openCloud: (poolSize?: number) => Promise<Cloud>;
  readonly lookUp: (cloud: Cloud, orderId: string) => Promise<LookedUp>;
  /** What no log may hold: all tokens so far, secrets, signs, riders' names and numbers. */
  readonly unspeakable: () => readonly string[];
  readonly close: () => Promise<void>;
}

export interface LookedUp {
  readonly answer: Answer<DeliveryReport>;
  readonly ms: number;
  /** How often the sandbox was asked for the order and for a token meanwhile. */
  readonly looked: number;
  readonly tokens: number;
}

export async function openShop(): Promise<LocalShop> {
  const functionsFolder = await temporaryFolder();
  const journalFile = path.join(functionsFolder, 'sandbox.journal');
  await buildFunctions({ outputFolder: functionsFolder });
  const served = await serveSandbox({ now: () => Date.now(), journalFile });
  const { sandbox } = served;
  const clouds: Cloud[] = [];
  const asked = (what: string): number => sandbox.requests().get(what) ?? 0;
  const count = (): { looked: number; tokens: number } => ({
    looked: asked(`${BUSINESS}/order/get`),
    tokens: asked('/cgi-bin/stable_token'),
  });

  return {
    sandbox,
    openCloud: async (poolSize = 1) => {
      const clock = realClock(Date.now());
      const cloud = await createCloud({
        functionsFolder,
        databaseFile: null,
        clock: () => clock,
        environment: {
          WECHAT_APPID: DEMO_ACCOUNT.appId,
          WECHAT_APP_SECRET: DEMO_ACCOUNT.appSecret,
          DELIVERY_SHOP_ID: DEMO_ACCOUNT.shopId,
          DELIVERY_APP_SECRET: DEMO_ACCOUNT.deliverySecret,
          WECHAT_API_BASE_URL: served.baseUrl,
          STAFF_OPENIDS: CLERK.openId,
        },
        faults: sandbox.faults,
        poolSize,
      });
      clouds.push(cloud);
      return cloud;
    },
    lookUp: async (cloud, orderId) => {
      const before = count();
      const startedAt = performance.now();
      const outcome = await cloud.invoke('getOrder', { orderId }, CLERK);
      const ms = performance.now() - startedAt;
      const after = count();
      return {
        answer: resultOf(outcome) as Answer<DeliveryReport>,
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
    ],
    close: async () => {
      await Promise.all(clouds.map((cloud) => cloud.stop()));
      await served.stop();
      rmSync(functionsFolder, { recursive: true });
    },
  };
}
