import { createBoard, EMPTY_BOARD } from '../../miniprogram/board/board';
import type { NowCard } from '../../miniprogram/board/now-cards';
import type { BoardRowView } from '../../miniprogram/board/board-row';
import type { AnyRow, Board, BoardRequest } from '../../miniprogram/contract/board-api';
import type { CallResult } from '../../miniprogram/contract/call-result';
import { changedPaths } from '../../miniprogram/ui/changed-paths';
import { boardAnswer, STORE_ON_MAP } from './board-rows';
import { at } from './delivery-reports';
import { OFFLINE } from './failed-calls';
import { manualTime, settle } from './manual-time';

const NOON = at('12:00');
const MINUTE = 60_000;

/** Opens the board of a phone whose cloud answers as the test says. */
export function shownBoard(stored: readonly AnyRow[] | null = null) {
  const time = manualTime(NOON);
  const page: Record<string, unknown> = structuredClone({ ...EMPTY_BOARD });
  const requests: BoardRequest[] = [];
  const sets: Readonly<Record<string, unknown>>[] = [];
  const kept: unknown[] = [];
  const noted: unknown[] = [];
  const takenOff: string[] = [];
  const fresh: string[] = [];
  const scrolled: number[] = [];
  const heard: (readonly string[])[] = [];
  const cloud = {
    answer: (): CallResult<Board> => ({ ok: true, serverTime: time.now(), data: boardAnswer() }),
  };
  const board = createBoard({
    storedBoard: stored === null ? null : { rows: stored, at: NOON - MINUTE },
    askCloud: (request) => {
      requests.push(request);
      return Promise.resolve({ result: cloud.answer(), storeBoard: (one) => kept.push(one) });
    },
    isBellOn: () => false,
    acknowledge: (request) => {
      noted.push(request);
      return Promise.resolve(OFFLINE);
    },
    takeOff: (orderId) => {
      takenOff.push(orderId);
      return Promise.resolve(OFFLINE);
    },
    phone: time.phone,
    role: () => 'clerk',
    stores: () => [STORE_ON_MAP],
    scrollTo: (top) => scrolled.push(top),
    show: (view) => {
      const changed = changedPaths(page, view);
      if (Object.keys(changed).length > 0) sets.push(changed);
      for (const [path, value] of Object.entries(changed)) setPath(page, path, value);
    },
    ringForRows: (heardRows) => {
      heard.push(heardRows.map(({ orderId }) => orderId));
      return fresh.splice(0);
    },
  });
  const rows = (): readonly BoardRowView[] => {
    const cells = page['cells'] as readonly BoardRowView[];
    return (page['order'] as readonly number[]).flatMap((slot) => cells[slot] ?? []);
  };
  return {
    time,
    board,
    page,
    fresh,
    heard,
    requests,
    sets,
    kept,
    noted,
    takenOff,
    scrolled,
    rows,
    cards: () => (page['cards'] as readonly NowCard[]).map(({ orderId }) => orderId),
    ids: () => rows().map(({ orderId }) => orderId),
    /** Lets the cloud answer this from now on. */
    answer: (data: Board) => {
      cloud.answer = () => ({ ok: true, serverTime: time.now(), data });
    },
    /** Lets the cloud tell these rows from now on, each with a mark of its own. */
    tell: (...told: readonly AnyRow[]) => {
      cloud.answer = () => {
        const held = requests[requests.length - 1]?.marks ?? [];
        const marks = told.map(({ mark }) => mark);
        const data = boardAnswer({
          rows: told.filter(({ mark }) => !held.includes(mark)),
          gone: held.filter((mark) => !marks.includes(mark)),
        });
        return { ok: true, serverTime: time.now(), data };
      };
    },
    fail: (result: CallResult<Board>) => {
      cloud.answer = () => result;
    },
  };
}

/** Opens the board of a phone whose cloud tells these rows, and shows them. */
export async function openedBoard(
  ...told: readonly AnyRow[]
): Promise<ReturnType<typeof shownBoard>> {
  const shown = shownBoard();
  shown.tell(...told);
  shown.board.start();
  await settle();
  return shown;
}

/** Sets data by a path as setData does: `cells[3].figure`. */
function setPath(page: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  let target = page;
  for (const key of keys.slice(0, -1)) target = target[key] as Record<string, unknown>;
  target[keys[keys.length - 1] ?? ''] = value;
}
