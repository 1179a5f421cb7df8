import { rowWindow, assignSlots } from '../../../miniprogram/board/row-window';

const ROW_PX = 64;
const SEEN_PX = 640;

describe('the drawn part of a long list', () => {
  it('holds what is seen and some rows beside, wherever the list is scrolled to', () => {
    for (let scrollTop = 0; scrollTop <= 500 * ROW_PX - SEEN_PX; scrollTop += 77) {
      const { firstIndex, endIndex } = rowWindow(500, scrollTop, SEEN_PX, ROW_PX);
      expect(firstIndex * ROW_PX).toBeLessThanOrEqual(scrollTop);
      expect(endIndex * ROW_PX).toBeGreaterThanOrEqual(Math.min(500 * ROW_PX, scrollTop + SEEN_PX));
      expect(endIndex - firstIndex).toBeLessThanOrEqual(25);
    }
  });

  it('is the whole of a short list, and the end of one that has become shorter', () => {
    expect(rowWindow(3, 0, SEEN_PX, ROW_PX)).toEqual({ firstIndex: 0, endIndex: 3 });
    expect(rowWindow(30, 400 * ROW_PX, SEEN_PX, ROW_PX).endIndex).toBe(30);
    expect(rowWindow(0, 0, SEEN_PX, ROW_PX)).toEqual({ firstIndex: 0, endIndex: 0 });
  });
});

it('slots stay with their rows, and go to new rows once theirs have left', () => {
  const one = assignSlots([], ['a', 'b', 'c']);
  expect(one).toEqual({ order: [0, 1, 2], slots: ['a', 'b', 'c'] });
  const other = assignSlots(one.slots, ['c', 'd', 'a', 'e']);
  expect(other).toEqual({ order: [2, 1, 0, 3], slots: ['a', 'd', 'c', 'e'] });
  expect(assignSlots(other.slots, ['e'])).toEqual({ order: [3], slots: [null, null, null, 'e'] });
});
