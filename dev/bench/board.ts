import type { Page } from 'playwright-core';
import { CLERK } from '../host/people';
import { openStage, phoneAddress } from '../screens/stage';
import type { RefreshCost, Scrolling } from './scripted-board';
import { MANY_ROWS, scriptedBoard } from './scripted-board';

/** Performance of a board of 500 rows in the local phone. Times are in ms. */
export interface BoardFigures {
  readonly name: string;
  readonly rows: number;
  /** Times from a tap on the tab to the first frame with rows, with nothing stored. */
  readonly openingMs: readonly number[];
  /** Costs of answers with three changed rows. */
  readonly refreshes: readonly RefreshCost[];
  /** Scrolling through the list: times of handlers and between frames, most WXML nodes. */
  readonly scrolling: Scrolling;
}

const OPENINGS = 15;
const REFRESHES = 20;
const ABOUT_A_ROW_PX = 90;

const WINDOWS = {
  phone: { width: 375, height: 812 },
  computer: { width: 1280, height: 800 },
} as const;

export async function measureBoard(name: keyof typeof WINDOWS): Promise<BoardFigures> {
  const stage = await openStage();
  try {
    await stage.act('speed', { speed: 1 });
    const page = await stage.newPage({ viewport: WINDOWS[name] });
    await page.goto(phoneAddress(stage, { person: CLERK.id }));
    return { name, ...(await measurePage(page)) };
  } finally {
    await stage.close();
  }
}

async function measurePage(page: Page): Promise<Omit<BoardFigures, 'name'>> {
  const board = await scriptedBoard(page);
  const openingMs: number[] = [];
  for (let opening = 0; opening <= OPENINGS; opening += 1) openingMs.push(await board.open());
  const refreshes = await board.refresh(REFRESHES);
  const scrolling = await board.scroll(ABOUT_A_ROW_PX);
  // The very first opening compiles code.
  return { rows: MANY_ROWS, openingMs: openingMs.slice(1), refreshes, scrolling };
}
