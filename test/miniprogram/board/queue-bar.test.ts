import { createQueueBar } from '../../../miniprogram/board/queue-bar';

const QUEUE = { queue: { done: 19, of: 32, seconds: 37 } };

it('the bar fills with the store’s count, and says once that all were asked for', () => {
  const barOf = createQueueBar();
  expect([barOf(null), barOf({})]).toEqual([null, null]);
  const shown = { text: '放上了 32 单，约 40 秒查完', done: '查好 19', percent: 59 };
  expect([barOf(QUEUE), barOf(QUEUE)]).toEqual([shown, shown]);
  const end = { text: '32 单都查好了', done: '', percent: 100 };
  const answer = {};
  expect([barOf(answer), barOf(answer)]).toEqual([end, end]);
  // A new batch takes the place of the one that has ended.
  const next = { text: '放上了 8 单，约 2 分查完', percent: 0 };
  expect(barOf({ queue: { done: 0, of: 8, seconds: 90 } })).toMatchObject(next);
  // Another board has none, and the rows of a few orders say enough.
  expect([barOf(null), barOf({ queue: { done: 0, of: 4, seconds: 5 } })]).toEqual([null, null]);
  expect([barOf(null), barOf({})]).toEqual([null, null]);
});
