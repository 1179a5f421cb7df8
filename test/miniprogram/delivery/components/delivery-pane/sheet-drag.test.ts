import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { wxsToJavaScript } from '../../../../../dev/phone/wxs';
import type {
  SheetPlace,
  SheetStop,
} from '../../../../../miniprogram/delivery/components/delivery-pane/pane-layout';

const FILE = path.join(
  __dirname,
  '../../../../../miniprogram/delivery/components/delivery-pane/sheet-drag.wxs',
);

interface Finger {
  readonly touches: readonly { readonly clientX: number; readonly clientY: number }[];
}
type Heard = (event: Finger, owner: object) => unknown;

interface SheetDrag {
  readonly onPlace: (place: SheetPlace | null, before: SheetPlace | null, owner: object) => void;
  readonly onGrip: Heard;
  readonly onDown: Heard;
  readonly onMove: Heard;
  readonly onEnd: Heard;
}

const SIZES = { peek: 120, middle: 420, full: 720 };
const PLACE: SheetPlace = { stop: 'middle', isStepFirst: false, ...SIZES };

/** Puts the sheet at a stop, for a finger to move it. Heights are what is seen of it, in px. */
function sheetAt(stop: SheetStop) {
  let now = 1000;
  const module = { exports: {} };
  runInNewContext(wxsToJavaScript(readFileSync(FILE, 'utf8')), {
    module,
    getDate: () => ({ getTime: () => now }),
  });
  const drag = module.exports as SheetDrag;
  const styles: Record<string, Readonly<Record<string, string | number>>> = {};
  const settled: unknown[] = [];
  const state = {};
  const owner = {
    getState: () => state,
    selectComponent: (selector: string) => ({
      setStyle: (style: Readonly<Record<string, string | number>>) => {
        styles[selector] = style;
      },
    }),
    callMethod: (name: string, detail: unknown) => settled.push([name, detail]),
  };
  const at = (y: number, x = 100): Finger => ({ touches: [{ clientX: x, clientY: y }] });
  drag.onPlace({ ...PLACE, stop }, null, owner);
  return {
    settled,
    styles,
    height: () => {
      const [, down = NaN] =
        /translateY\((.*)px\)/.exec(String(styles['.sheet']?.['transform'])) ?? [];
      return PLACE.full - Number(down);
    },
    isMovedByItself: () => styles['.sheet']?.['transition'] !== 'none',
    place: (sheetPlace: SheetPlace | null) => {
      drag.onPlace(sheetPlace, PLACE, owner);
    },
    grip: () => drag.onGrip(at(0), owner),
    touch: (y: number, ...moves: readonly number[]) => {
      drag.onDown(at(y), owner);
      for (const to of moves) {
        now += 100;
        drag.onMove(at(to), owner);
      }
    },
    move: (y: number, ms = 100, x = 100) => {
      now += ms;
      return drag.onMove(at(y, x), owner);
    },
    leave: (ms = 0) => {
      now += ms;
      drag.onEnd({ touches: [] }, owner);
    },
  };
}

describe('the sheet under a finger', () => {
  it('lies where the page puts it: at first at once, then by a movement of its own', () => {
    const sheet = sheetAt('middle');
    expect(sheet.height()).toBe(420);
    expect(sheet.isMovedByItself()).toBe(false);
    sheet.place({ ...PLACE, stop: 'peek' });
    expect(sheet.height()).toBe(120);
    expect(sheet.isMovedByItself()).toBe(true);
  });

  it.each([
    ['the nearest one', 'middle', [488, 300], 400, 'full'],
    ['the nearest one, however far', 'full', [112, 690], 2000, 'peek'],
    ['by a flick the next one above', 'middle', [488, 440], 60, 'full'],
    ['by a flick the next one below', 'middle', [512, 570], 60, 'peek'],
    ['by a flick the one behind which it has come', 'peek', [688, 370], 100, 'full'],
  ] as const)('comes to rest at %s', (_which, from, [begins, ends], ms, stop) => {
    const sheet = sheetAt(from);
    sheet.grip();
    sheet.touch(from === 'middle' ? 500 : from === 'peek' ? 700 : 100, begins);
    sheet.move(ends, ms);
    sheet.leave();
    expect(sheet.settled).toEqual([['settle', { stop }]]);
    expect(sheet.height()).toBe(PLACE[stop]);
  });

  it('goes no higher and no lower than its stops', () => {
    const sheet = sheetAt('middle');
    sheet.touch(500, 480, -900);
    expect(sheet.height()).toBe(720);
    sheet.move(1900);
    expect(sheet.height()).toBe(120);
  });

  it('is left to a finger that scrolls at the highest stop, but for its handle', () => {
    const sheet = sheetAt('full');
    sheet.touch(300);
    expect(sheet.move(340)).toBeUndefined();
    expect(sheet.move(400)).toBeUndefined();
    expect(sheet.height()).toBe(720);
    sheet.leave();
    sheet.grip();
    sheet.touch(100, 112, 200);
    expect(sheet.height()).toBe(632);
  });

  it.each([
    ['trembles', 505, 100],
    ['goes sideways', 515, 160],
  ])('stays where it is under a finger that %s', (_does, y, x) => {
    const sheet = sheetAt('middle');
    sheet.touch(500);
    sheet.move(y, 100, x);
    sheet.move(y + 2, 100, x);
    sheet.leave();
    expect(sheet.height()).toBe(420);
    expect(sheet.settled).toEqual([]);
  });

  it('stays with the finger while the page places it anew, and does not flick after a rest', () => {
    const sheet = sheetAt('middle');
    sheet.touch(500, 488);
    sheet.move(440, 60);
    sheet.place({ ...PLACE, middle: 380 });
    expect(sheet.height()).toBe(468);
    sheet.leave(200);
    expect([sheet.height(), sheet.settled]).toEqual([380, []]);
  });

  it('is let go where it no longer lies over a map', () => {
    const sheet = sheetAt('peek');
    sheet.place(null);
    expect(sheet.styles['.sheet']?.['transform']).toBe('none');
    expect(sheet.styles['.bar']?.['transform']).toBe('none');
    expect(sheet.styles['.sheet__scroll']?.['visibility']).toBe('visible');
    sheet.touch(500, 400);
    expect(sheet.styles['.sheet']?.['transform']).toBe('none');
  });
});
