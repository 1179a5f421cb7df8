import {
  type Box,
  type Picture,
  boxOf,
  FreeSpace,
  LABEL_SIDES,
} from '../../../miniprogram/map/free-space';

const FREE: Box = { left: 0, top: 0, right: 300, bottom: 300 };
const picture: Picture = {
  middle: { x: 150, y: 150 },
  sidePx: 28,
  labelLines: ['1288'],
  labelSides: LABEL_SIDES,
};
/** Makes something without words, of 20 px, at a distance from the middle. */
const thing = (x: number, y: number): Picture => ({
  ...picture,
  middle: { x: 150 + x, y: 150 + y },
  sidePx: 20,
  labelLines: [],
});

/** Lays pictures out beside others that are there. @returns the side of each label */
function sidesOf(
  pictures: readonly Picture[],
  there: readonly Picture[] = [],
  later: readonly Picture[] = [],
  free = FREE,
): readonly string[] {
  const space = new FreeSpace(free);
  space.layOut(there, []);
  return space.layOut(pictures, later).map(({ labels: [label] }) => {
    if (label === undefined) return 'none';
    if (label.anchorX >= 14) return 'right';
    if (label.anchorY >= 14) return 'below';
    return label.anchorX < -40 ? 'left' : 'above';
  });
}

describe('the side of a label', () => {
  const [right, left] = [thing(35, 0), thing(-35, 0)];
  const [above, below] = [thing(0, -30), thing(0, 30)];

  it.each([
    ['right', []],
    ['left', [right]],
    ['above', [right, left]],
    ['below', [right, left, above]],
    ['none', [right, left, above, below]],
  ] as const)('is %s, the first of four on which it touches nothing', (side, there) => {
    expect(sidesOf([picture], there)).toEqual([side]);
  });

  it('is another one where an earlier label stands, or where the map is covered', () => {
    const other = (x: number): Picture => ({ ...picture, middle: { x, y: 150 } });
    expect(sidesOf([picture, other(222)])).toEqual(['right', 'right']);
    const covered = { ...FREE, right: 260 };
    expect(sidesOf([other(235), picture], [], [], covered)).toEqual(['left', 'left']);
  });

  it('covers what comes later only where it fits nowhere else', () => {
    expect(sidesOf([picture], [right], [left])).toEqual(['above']);
    expect(sidesOf([picture], [right], [left, above, below])).toEqual(['left']);
  });
});

it('a picture gives way to what is there, no farther than it must', () => {
  const space = new FreeSpace(FREE);
  const [one, other] = space.layOut([picture, picture], []);
  expect(one?.middle).toEqual(picture.middle);
  const { x, y } = other?.middle ?? picture.middle;
  expect(Math.hypot(x - 150, y - 150)).toBeLessThan(45);
  expect(boxOf(other ?? picture).right).toBeLessThan(boxOf(picture).left);
});

it.each(LABEL_SIDES)('lines stand below each other, clear of their picture, %s', (side) => {
  const wanted = { ...picture, labelLines: ['天河南店', '在店 6'], labelSides: [side] };
  const [laid] = new FreeSpace(FREE).layOut([wanted], []);
  const [name = 0, count = 0] = laid?.labels.map(({ anchorY }) => anchorY) ?? [];
  expect(count - name).toBe(25);
  expect(side === 'above' ? -14 - 24 - count : count).toBeGreaterThanOrEqual(0);
});
