import type { Outcome } from '../../../dev/cloud/cloud';
import { minutelyWatch } from '../../../dev/host/run-timer';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { NOON } from '../../support/shown-deliveries';

const MINUTE = 60_000;
const TIMER = { openId: '', appId: '', source: 'wx_trigger' };

let now: number;
let robot: string | null;
let messagesLeft: number;
let calls: unknown[];
let said: string[];
let tick: () => void;
/** Ends the call that runs. */
let end: (outcome: Outcome) => void;

beforeEach(() => {
  [now, robot, messagesLeft, calls, said] = [NOON, 'encrypted', 0, [], []];
  const cloud = {
    invoke: (name: string, event: unknown, caller: object) => {
      calls.push([name, event, caller]);
      return new Promise<Outcome>((resolve) => {
        end = resolve;
      });
    },
    database: {
      documents: (name: string) => [
        name === COLLECTIONS.stores ? { _id: 's', robot } : { _id: 'o', messagesLeft },
      ],
    },
  };
  tick = minutelyWatch(cloud, { now: () => now }, (sentence) => said.push(sentence));
});

/** Ends the call, and lets its promises settle. */
async function ended(outcome: Outcome = { result: {} }): Promise<void> {
  end(outcome);
  await new Promise(setImmediate);
}

describe('the timer of watch', () => {
  it('calls it as the cloud does: once a minute, and once after a jump', async () => {
    tick();
    expect(calls).toEqual([]);
    now += MINUTE;
    tick();
    const event = { Type: 'Timer', TriggerName: 'minutely', Time: new Date(now) };
    expect(calls).toEqual([['watch', event, TIMER]]);
    await ended();
    now += MINUTE / 2;
    tick();
    expect(calls).toHaveLength(1);
    now += 60 * MINUTE;
    tick();
    await ended();
    tick();
    expect(calls).toHaveLength(2);
  });

  it('does only while a store has a robot, or somebody has a message left', () => {
    robot = null;
    now += MINUTE;
    tick();
    expect(calls).toEqual([]);
    messagesLeft = 1;
    tick();
    expect(calls).toHaveLength(1);
  });

  it('does not while a call runs, and goes on when one has failed', async () => {
    now += MINUTE;
    tick();
    now += MINUTE;
    tick();
    expect(calls).toHaveLength(1);
    await ended({ errCode: -504003, errMsg: 'timed out' });
    expect(said).toEqual(['Error: 定时器 watch 没有完成：timed out']);
    tick();
    expect(calls).toHaveLength(2);
  });
});
