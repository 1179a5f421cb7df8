import type { CallResult } from '../../../../miniprogram/contract/call-result';
import {
  type NextCall,
  type PollerOptions,
  createPoller,
} from '../../../../miniprogram/services/poller/poller';
import { failedWith, OFFLINE } from '../../../support/failed-calls';
import { manualTime, settle } from '../../../support/manual-time';

const SECOND = 1000;
const told = (next: NextCall): CallResult<{ next: NextCall }> => ({
  ok: true,
  serverTime: 0,
  data: { next },
});

/** A poller whose calls are answered by the test; failures are asked about after 10 s. */
function setUp(more: Partial<PollerOptions<{ next: NextCall }>> = {}) {
  const time = manualTime(0);
  const asks: { readonly at: number; answer(result: CallResult<{ next: NextCall }>): void }[] = [];
  const take = jest.fn((result: CallResult<{ next: NextCall }>): NextCall =>
    result.ok ? result.data.next : { firstRetryMs: 10 * SECOND },
  );
  const draw = jest.fn();
  const poller = createPoller<{ next: NextCall }>({
    phone: time.phone,
    askCloud: () =>
      new Promise((resolve) => {
        asks.push({ at: time.now(), answer: resolve });
      }),
    handleResult: take,
    redraw: draw,
    redrawEveryMs: () => 5 * SECOND,
    ...more,
  });
  const times = () => asks.map(({ at }) => at / SECOND);
  const answer = async (result: CallResult<{ next: NextCall }>): Promise<void> => {
    asks[asks.length - 1]?.answer(result);
    await settle();
  };
  return { time, poller, times, take, draw, answer };
}

/** A poller that has asked at 0, and got this answer. */
async function answered(
  next: NextCall | CallResult<{ next: NextCall }>,
  more: Parameters<typeof setUp>[0] = {},
) {
  const started = setUp(more);
  started.poller.start();
  const isResult = typeof next === 'object' && next !== null && 'ok' in next;
  await started.answer(isResult ? next : told(next));
  return started;
}

describe('a chain of calls', () => {
  it('asks at once, and again when the answer said; draws in between as often as ages need', async () => {
    const { time, poller, times, draw } = await answered(12 * SECOND);
    expect(draw).toHaveBeenCalledTimes(2);
    await time.advance(11_999);
    expect([times(), poller.nextCallInMs()]).toEqual([[0], 1]);
    await time.advance(1);
    expect([times(), poller.isAsking()]).toEqual([[0, 12], true]);
    expect(draw).toHaveBeenCalledTimes(5);
  });

  it('never asks beside a call that is under way, however long that takes', async () => {
    const { time, poller, times, answer } = setUp();
    poller.start();
    await time.advance(60 * SECOND);
    poller.start();
    time.networkReturned();
    expect(times()).toEqual([0]);
    await answer(told(5 * SECOND));
    expect(times()).toEqual([0]);
  });

  it('asks once more after a call that was under way when a person wanted an answer', async () => {
    const { poller, times, answer } = setUp();
    poller.start();
    poller.askNow();
    poller.askNow();
    expect(times()).toEqual([0]);
    await answer(told(5 * SECOND));
    expect(times()).toEqual([0, 0]);
    await answer(told(5 * SECOND));
    expect(times()).toEqual([0, 0]);
  });

  it('asks no more when the answer says that nobody need, until a person wants it', async () => {
    const { time, poller, times } = await answered(null);
    await time.advance(3600 * SECOND);
    expect([times(), poller.nextCallInMs()]).toEqual([[0], null]);
    poller.askNow();
    expect(times()).toEqual([0, 3600]);
  });

  it('does not ask on opening when what is known will do, and at once for a time gone by', async () => {
    const { time, poller, times } = setUp({ firstCallInMs: null });
    poller.start();
    await time.advance(3600 * SECOND);
    expect(times()).toEqual([]);
    expect((await answered(-5)).times()).toEqual([0, 0]);
  });
});

describe('a poller that is stopped', () => {
  it('keeps still, even when a person wants to know or the network returns', async () => {
    const { time, poller, times, draw } = await answered(OFFLINE);
    poller.stop();
    draw.mockClear();
    poller.askNow();
    time.networkReturned();
    await time.advance(60 * SECOND);
    expect([times(), draw.mock.calls, time.pending()]).toEqual([[0], [], 0]);
  });

  it('takes nothing in that arrives, and asks anew when it goes on', async () => {
    const { time, poller, times, take, answer } = setUp();
    poller.start();
    poller.stop();
    await answer(told(12 * SECOND));
    expect(take).not.toHaveBeenCalled();
    await time.advance(3 * SECOND);
    poller.start();
    expect(times()).toEqual([0, 3]);
  });

  it('goes on with a call that outlived a short stop', async () => {
    const { poller, times, take, answer } = setUp();
    poller.start();
    poller.stop();
    poller.start();
    await answer(told(12 * SECOND));
    expect([times(), take.mock.calls.length]).toEqual([[0], 1]);
  });

  it.each([
    ['when the next call is due', undefined, [0, 12]],
    ['within the time that a person who is back may wait', 8 * SECOND, [0, 8]],
    ['at once where the person expects that', 0, [0, 5]],
  ])('goes on %s', async (_what, backWithinMs, expected) => {
    const { time, poller, times } = await answered(
      12 * SECOND,
      backWithinMs === undefined ? {} : { resumeWithinMs: backWithinMs },
    );
    poller.stop();
    await time.advance(5 * SECOND);
    poller.start();
    await time.advance(7 * SECOND);
    expect(times()).toEqual(expected);
  });
});

describe('after failure', () => {
  it('waits twice as long each time, up to two minutes, and anew after an answer', async () => {
    const { time, times, answer } = await answered(OFFLINE);
    for (const wait of [10, 20, 40, 80, 120, 120]) {
      await time.advance(wait * SECOND - 1);
      const before = times().length;
      await time.advance(1);
      expect(times()).toHaveLength(before + 1);
      await answer(wait === 120 && times().length === 7 ? told(SECOND) : OFFLINE);
    }
    await time.advance(SECOND);
    await answer(OFFLINE);
    await time.advance(10 * SECOND);
    expect(times().slice(6)).toEqual([390, 391, 401]);
  });

  it('keeps its wait where an answer does not end the failure', async () => {
    const { time, poller, answer } = await answered(OFFLINE);
    await time.advance(10 * SECOND);
    await answer(told({ firstRetryMs: 10 * SECOND }));
    expect(poller.nextCallInMs()).toBe(10 * SECOND);
  });

  it('comes up to a fifth earlier by chance, at a whole millisecond, and never later', async () => {
    const afterMs = async (random: number) => {
      const { phone } = manualTime(0);
      const { poller } = await answered(OFFLINE, { phone: { ...phone, random: () => random } });
      return poller.nextCallInMs();
    };
    expect([await afterMs(1), await afterMs(0.123_456)]).toEqual([8000, 9753]);
  });

  it('of the network asks at once when that is back, or the person', async () => {
    const { time, poller, times, answer } = await answered(OFFLINE);
    await time.advance(3 * SECOND);
    time.networkReturned();
    await answer(OFFLINE);
    poller.stop();
    await time.advance(SECOND);
    poller.start();
    expect(times()).toEqual([0, 3, 4]);
    // Any other failure keeps its rhythm.
    await answer(failedWith('wechat-busy', 0));
    time.networkReturned();
    expect(times()).toEqual([0, 3, 4]);
  });
});
