import type { Struct } from 'superstruct';
import { enums, is, literal, nullable, number, object, string } from 'superstruct';
import { FAULT_NAMES } from '../faults/fault-table';
import type { Sandbox } from '../sandbox/sandbox';
import type { HostClock } from './host-clock';
import { BadRequest } from './json-body';
import { stepsAhead } from './usual-way';

/** What the console's buttons do: POST /host/<name>. */
export type Action = (body: unknown) => void;

/** @throws BadRequest (from each action) with a sentence for the person at the console */
export function createActions(sandbox: Sandbox, clock: HostClock): ReadonlyMap<string, Action> {
  return new Map([
    [
      'move',
      action(object({ orderId: string(), status: number() }), ({ orderId, status }) => {
        sandbox.move(orderId, status);
      }),
    ],
    [
      'advance',
      action(object({ orderId: string(), status: number() }), ({ orderId, status }) => {
        const here = sandbox.deliveries().find((delivery) => delivery.orderId === orderId);
        if (here === undefined) throw new Error(`沙箱里没有订单 ${orderId}。`);
        for (const step of stepsAhead(here.status, status)) sandbox.move(orderId, step);
      }),
    ],
    [
      'change-rider',
      action(object({ orderId: string() }), ({ orderId }) => {
        sandbox.reassign(orderId);
      }),
    ],
    [
      'place',
      action(object({}), () => {
        sandbox.place();
      }),
    ],
    [
      'speed',
      action(object({ speed: number() }), ({ speed }) => {
        clock.setSpeed(speed);
      }),
    ],
    [
      'jump',
      action(object({ byMs: number() }), ({ byMs }) => {
        clock.jump(byMs);
      }),
    ],
    [
      'fault',
      action(
        object({
          name: enums(FAULT_NAMES),
          orderId: nullable(string()),
          times: nullable(literal(1)),
        }),
        ({ name, orderId, times }) => {
          sandbox.faults.set(name, { orderId, times });
        },
      ),
    ],
    [
      'fault-off',
      action(object({ name: nullable(enums(FAULT_NAMES)) }), ({ name }) => {
        sandbox.faults.clear(name);
      }),
    ],
  ]);
}

function action<Body, Schema>(shape: Struct<Body, Schema>, run: (body: Body) => void): Action {
  return (body) => {
    if (!is(body, shape)) throw new BadRequest('这个按钮发来的内容不对，请刷新页面。');
    try {
      run(body);
    } catch (error) {
      throw new BadRequest(error instanceof Error ? error.message : String(error), {
        cause: error,
      });
    }
  };
}
