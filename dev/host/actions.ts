import {
  type Struct,
  boolean,
  enums,
  is,
  literal,
  nullable,
  number,
  object,
  optional,
  string,
} from 'superstruct';
import { FAULT_NAMES, faultNamed } from '../faults/fault-table';
import { DEMO_PLACEMENTS } from '../sandbox/account';
import { INTRACITY_STORES } from '../sandbox/intracity-stores';
import { placeCrowd } from '../sandbox/place-crowd';
import { randomFromText } from '../sandbox/random-from-text';
import type { SandboxDelivery } from '../sandbox/sandbox';
import type { WorldKind } from '../protocol/host-state';
import { callShopAs } from './call-shop';
import { DEMO_DARK_MAP } from './open-demo-shop';
import { OWNER } from './people';
import { putOnBoard } from './put-on-board';
import { BadRequest } from './server';
import { SERVING_SECONDS, servingTimeMs } from '../protocol/serving-time';
import { runTimer } from './run-timer';
import { regularStatusesUpTo } from './regular-statuses';
import type { World } from './world';

/** Handler of a console button, which sends POST /host/<name>. */
export type Action = (body: unknown) => Promise<void>;

/**
 * Creates the console's actions. Actions that change what a look-up returns first move the clock
 * until the cloud's cached answers expire, so that the phone shows the change. Refused actions do
 * not move the clock.
 *
 * @param startOver deletes all data and starts with the demo's or an empty shop
 * @throws BadRequest (from each action) with a message for the person at the console
 */
export function createActions(
  { sandbox, clock, cloud, movingOn }: Pick<World, 'sandbox' | 'clock' | 'cloud' | 'movingOn'>,
  startOver: (kind: WorldKind) => Promise<void>,
): ReadonlyMap<string, Action> {
  const known = (orderId: string): SandboxDelivery => {
    const here = sandbox.deliveries().find((delivery) => delivery.orderId === orderId);
    if (here === undefined) throw new Error(`沙箱里没有订单 ${orderId}。`);
    return here;
  };
  /** Moves the clock until the orders' cached answers expire; for null, by SERVING_SECONDS. */
  const outlastCachedAnswers = (...orderIds: readonly (string | null)[]): void => {
    const concerned = sandbox.deliveries().filter(({ orderId }) => orderIds.includes(orderId));
    const times = concerned.map(({ status }) => servingTimeMs(status));
    clock.jump(Math.max(SERVING_SECONDS * 1000, ...times));
  };
  const crowd = (): readonly string[] => {
    try {
      return placeCrowd(sandbox, clock.showPast, clock.now());
    } finally {
      clock.showPast(null);
    }
  };
  const actions: Readonly<Record<string, Action>> = {
    move: action(object({ orderId: string(), status: number() }), ({ orderId, status }) => {
      if (sandbox.nextStatuses(orderId).includes(status)) outlastCachedAnswers(orderId);
      sandbox.move(orderId, status);
    }),
    advance: action(object({ orderId: string(), status: number() }), ({ orderId, status }) => {
      const here = known(orderId);
      const steps = regularStatusesUpTo(here.status, status);
      outlastCachedAnswers(orderId);
      for (const step of steps) sandbox.move(orderId, step);
    }),
    'change-rider': action(object({ orderId: string() }), ({ orderId }) => {
      if (known(orderId).canReassign) outlastCachedAnswers(orderId);
      sandbox.reassign(orderId);
    }),
    'place-order': action(object({}), () => {
      const count = sandbox.deliveries().length;
      const chosen = Math.floor(randomFromText(`delivery ${count}`) * DEMO_PLACEMENTS.length);
      sandbox.placeOrder(DEMO_PLACEMENTS[chosen]);
    }),
    'place-intracity-order': action(object({}), () => {
      const [first, second] = INTRACITY_STORES;
      const isOdd = sandbox.deliveries().length % 2 === 1;
      sandbox.placeIntracityOrder({ wxStoreId: (isOdd ? second : first).wxStoreId });
    }),
    'place-crowd': action(object({ isOnBoard: optional(boolean()) }), async ({ isOnBoard }) => {
      const orderIds = crowd();
      if (isOnBoard === true) await putOnBoard(cloud, clock, orderIds);
    }),
    'move-on': action(
      object({ orderId: nullable(string()), isOn: boolean() }),
      ({ orderId, isOn }) => {
        movingOn.set(orderId === null ? null : known(orderId).orderId, isOn);
      },
    ),
    speed: action(object({ speed: number() }), ({ speed }) => {
      clock.setSpeed(speed);
    }),
    jump: action(object({ byMs: number() }), ({ byMs }) => {
      clock.jump(byMs);
    }),
    fault: action(
      object({
        name: enums(FAULT_NAMES),
        orderId: nullable(string()),
        appId: optional(nullable(string())),
        times: nullable(literal(1)),
      }),
      ({ name, orderId, appId = null, times }) => {
        if (faultNamed(name).at !== 'set-up') outlastCachedAnswers(orderId);
        sandbox.faults.set(name, { orderId, appId, times });
      },
    ),
    'fault-off': action(object({ name: nullable(enums(FAULT_NAMES)) }), ({ name }) => {
      const ending = sandbox.faults
        .active()
        .filter((fault) => name === null || fault.name === name)
        .filter((fault) => faultNamed(fault.name).at !== 'set-up');
      if (ending.length > 0) outlastCachedAnswers(...ending.map(({ orderId }) => orderId));
      sandbox.faults.clear(name);
    }),
    'dark-map': action(object({ on: boolean() }), async ({ on }) => {
      await callShopAs(cloud, OWNER)('save-dark-map', { darkMap: on ? DEMO_DARK_MAP : null });
    }),
    sweep: action(object({}), () => runTimer(cloud, 'sweep', clock.now())),
    'start-over': action(object({ empty: boolean() }), ({ empty }) =>
      startOver(empty ? 'empty' : 'demo'),
    ),
  };
  return new Map(Object.entries(actions));
}

function action<Body, Schema>(
  shape: Struct<Body, Schema>,
  run: (body: Body) => void | Promise<void>,
): Action {
  return async (body) => {
    if (!is(body, shape)) throw new BadRequest('这个按钮发来的内容不对，请刷新页面。');
    try {
      await run(body);
    } catch (error) {
      throw new BadRequest(error instanceof Error ? error.message : String(error), {
        cause: error,
      });
    }
  };
}
