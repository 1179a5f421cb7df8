import type { Page } from 'playwright-core';
import { type PageName, pagePath } from '../../miniprogram/contract/page-paths';
import type { FaultName } from '../faults/fault-table';
import { CLERK, OWNER } from '../host/people';
import { type ScriptedAnswers, answerInstead } from './scripted-answers';

/** Step of a person on an open page, such as a tap, or of whoever waits for what it brings. */
export type Step = (page: Page) => Promise<void>;

/** A state of the phone's screen to take a picture of, and the way to it. */
export interface Scene {
  readonly name: string;
  /** Address of the first page: `/pages/delivery/delivery?id=…`. */
  readonly path: string;
  /** `id` of the person who holds the phone (dev/host/people.ts). */
  readonly person: string;
  /** Text to wait for, or null to take the page while it is loading. */
  readonly shows: RegExp | null;
  /** Faults to switch on for all orders (dev/faults/fault-table.ts). */
  readonly faults?: readonly FaultName[];
  /** Scripted answers of the cloud functions, for states that the demo does not have. */
  readonly answers?: ScriptedAnswers;
  /** Steps once `shows` is on the page. */
  readonly steps?: readonly Step[];
  /** Selector of the part to audit. Default: the visible page. */
  readonly root?: string;
  /** Width in px from which, and below which, there is such a state. */
  readonly fromPx?: number;
  readonly belowPx?: number;
}

export interface Details extends Partial<Omit<Scene, 'path'>> {
  readonly query?: Readonly<Record<string, string>>;
}

/** Creates a scene. Default person: the clerk where deliveries are, the owner elsewhere. */
export function at(
  page: PageName,
  state: string,
  shows: RegExp | null,
  { query = {}, ...details }: Details = {},
): Scene {
  // A computer begins at 看板, unless a query says that something else is wanted.
  const wanted = page === 'search' ? { from: 'scene', ...query } : query;
  const search = new URLSearchParams(wanted).toString();
  const person = ['search', 'delivery', 'board'].includes(page) ? CLERK : OWNER;
  return {
    name: state === '' ? page : `${page}-${state}`,
    path: pagePath(page) + (search === '' ? '' : `?${search}`),
    person: person.id,
    shows,
    ...details,
  };
}

/** Taps the last element with this whole text. */
export function tap(words: string | RegExp): Step {
  return (page) => page.getByText(words, { exact: true }).filter({ visible: true }).last().click();
}

/** Taps what a screen reader calls by this name. */
export function tapLabel(label: RegExp): Step {
  return (page) => page.getByLabel(label).filter({ visible: true }).first().click();
}

/** Taps the first element with this role, or of these the first with this name. */
export function tapRole(role: 'checkbox' | 'radio' | 'tab', name = /^/): Step {
  return (page) => page.getByRole(role, { name }).first().click();
}

/** Waits for a text, of which these words are a part. */
export function see(words: string | RegExp): Step {
  return (page) => page.getByText(words).filter({ visible: true }).first().waitFor();
}

/** Types into the field with this label. */
export function fill(label: string, text: string): Step {
  return (page) => page.getByLabel(label, { exact: true }).last().fill(text);
}

/** Loads the page anew, so that it shows what it has stored together with these failures. */
export function reloadWith(answers: ScriptedAnswers): Step {
  return async (page) => {
    await answerInstead(page, answers);
    await page.reload();
  };
}

/** Lets time pass on the host's clock, which almost stands still. */
export function letPass(byMs: number): Step {
  return async (page) => {
    await page.request.post(new URL('/host/jump', page.url()).href, { data: { byMs } });
  };
}

/** Keeps the head of a scan's answer in its colour, which lasts two seconds. */
export const keepColour: Step = async (page) => {
  const content = `[class*="answer--new"], [class*="answer--new"] * { animation: none !important;
    color: var(--surface) !important } [class*="answer--new"] { background: var(--tone) !important }`;
  await page.addStyleTag({ content });
};

/** Moves the first row of a list aside, as far as a swipe to the left does. */
export const swipe: Step = async (page) => {
  const row = page.locator('wx-van-swipe-cell').first();
  const { width = 0 } = (await row.boundingBox()) ?? {};
  await row.dragTo(row, {
    sourcePosition: { x: width - 60, y: 20 },
    targetPosition: { x: 60, y: 20 },
  });
};
