import { DONE_SHOWN_MS, followQueue } from '../../../miniprogram/board/queue-bar';
import { manualTime } from '../../support/manual-time';

const QUEUE = { queue: { done: 19, of: 32, seconds: 37 } };

it('the bar fills with the store’s count, and goes 3 s after all were asked for', async () => {
  const time = manualTime(0);
  const redraw = jest.fn();
  const barOf = followQueue(time.phone, redraw);
  expect([barOf(null), barOf({})]).toEqual([null, null]);
  const shown = { text: '放上了 32 单，约 40 秒查完', done: '查好 19', percent: 59 };
  expect(barOf(QUEUE)).toEqual(shown);
  const end = { text: '32 单都查好了', done: '', percent: 100 };
  expect([barOf({}), barOf({})]).toEqual([end, end]);
  await time.advance(DONE_SHOWN_MS - 1);
  expect([barOf({}), redraw.mock.calls.length]).toEqual([end, 0]);
  await time.advance(1);
  expect([barOf({}), redraw.mock.calls.length]).toEqual([null, 1]);
  expect(barOf({})).toBeNull();
});

it('a new batch takes the place of the one that has ended, and another board has none', async () => {
  const time = manualTime(0);
  const barOf = followQueue(time.phone, () => undefined);
  barOf(QUEUE);
  barOf({});
  expect(barOf({ queue: { done: 0, of: 2, seconds: 90 } })).toMatchObject({
    text: '放上了 2 单，约 2 分查完',
    percent: 0,
  });
  await time.advance(DONE_SHOWN_MS);
  expect(barOf({ queue: { done: 1, of: 2, seconds: 3 } })).toMatchObject({ percent: 50 });
  expect([barOf(null), barOf({})]).toEqual([null, null]);
});
