import { createPoller } from '../../../miniprogram/delivery/delivery-poller';
import { manualTime, settle } from '../../support/manual-time';

interface Ask {
  readonly at: number;
  answer(delayMs: number | null): Promise<void>;
}

/** A poller whose asks are answered by the test. */
function setUp(firstAskInMs: number | null = 0) {
  const time = manualTime(0);
  const asks: Ask[] = [];
  const handleResult = jest.fn((delayMs: number | null) => delayMs);
  const poller = createPoller<number | null>(
    {
      ask: () =>
        new Promise((resolve) => {
          const answer = async (delayMs: number | null): Promise<void> => {
            resolve(delayMs);
            await settle();
          };
          asks.push({ at: time.now(), answer });
        }),
      handleResult,
      afterResult: () => undefined,
      now: time.now,
      timers: time.timers,
    },
    firstAskInMs,
  );
  return { time, poller, asks, handleResult };
}

/** A poller that has asked, and was told to ask again in so many ms. */
async function answered(delayMs: number | null) {
  const started = setUp();
  started.poller.start();
  await started.asks[0]?.answer(delayMs);
  return started;
}

describe('a chain of polls', () => {
  it('asks at once, and again when the answer said', async () => {
    const { time, asks } = await answered(12_000);
    await time.advance(11_999);
    expect(asks).toHaveLength(1);
    await time.advance(1);
    expect(asks.map((ask) => ask.at)).toEqual([0, 12_000]);
  });

  it('never asks beside an ask that is under way, however long that takes', async () => {
    const { time, poller, asks } = setUp();
    poller.start();
    await time.advance(60_000);
    poller.refresh();
    poller.start();
    expect(asks).toHaveLength(1);
    await asks[0]?.answer(5000);
    expect(asks).toHaveLength(1);
  });

  it('asks at once, and waits no negative time, when the answer says a time gone by', async () => {
    const { asks } = await answered(-5);
    expect(asks).toHaveLength(2);
  });

  it('asks no more when the answer says that nobody need', async () => {
    const { time, poller, asks } = await answered(null);
    await time.advance(3_600_000);
    expect(asks).toHaveLength(1);
    expect(time.pending()).toBe(0);
    expect(poller.nextAskInMs()).toBeNull();
  });

  it('asks at once when a person wants to know, and goes on from there', async () => {
    const { time, poller, asks } = await answered(12_000);
    await time.advance(4000);
    poller.refresh();
    await asks[1]?.answer(12_000);
    await time.advance(11_999);
    expect(asks.map((ask) => ask.at)).toEqual([0, 4000]);
    await time.advance(1);
    expect(asks).toHaveLength(3);
  });

  it('keeps still until it is started, even when a person wants to know', async () => {
    const { time, poller, asks } = setUp();
    poller.refresh();
    await time.advance(60_000);
    expect(asks).toHaveLength(0);
  });

  it('keeps still while it is stopped, even when a person wants to know', async () => {
    const { time, poller, asks } = await answered(12_000);
    poller.stop();
    poller.refresh();
    await time.advance(60_000);
    expect(asks).toHaveLength(1);
    expect(time.pending()).toBe(0);
  });

  it('takes nothing in that arrives after the stop, and asks anew when it goes on', async () => {
    const { time, poller, asks, handleResult } = setUp();
    poller.start();
    poller.stop();
    await asks[0]?.answer(12_000);
    expect(handleResult).not.toHaveBeenCalled();
    await time.advance(3000);
    poller.start();
    expect(asks.map((ask) => ask.at)).toEqual([0, 3000]);
  });

  it('goes on with an ask that outlived a short stop', async () => {
    const { poller, asks, handleResult } = setUp();
    poller.start();
    poller.stop();
    poller.start();
    expect(asks).toHaveLength(1);
    await asks[0]?.answer(12_000);
    expect(handleResult).toHaveBeenCalledTimes(1);
  });

  it('goes on after a stop when the next ask is due, and not sooner', async () => {
    const { time, poller, asks } = await answered(12_000);
    poller.stop();
    await time.advance(5000);
    poller.start();
    await time.advance(6999);
    expect(asks).toHaveLength(1);
    await time.advance(1);
    expect(asks).toHaveLength(2);
  });

  it('does not ask on opening when what is known will do', async () => {
    const { time, poller, asks } = setUp(null);
    poller.start();
    await time.advance(3_600_000);
    expect(asks).toHaveLength(0);
    poller.refresh();
    expect(asks).toHaveLength(1);
  });
});
