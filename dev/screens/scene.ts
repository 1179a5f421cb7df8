import type { Page } from 'playwright-core';
import type { PageName } from '../../miniprogram/contract/page-paths';
import { pagePath } from '../../miniprogram/contract/page-paths';
import type { FaultName } from '../faults/fault-table';
import { CLERK, OWNER } from '../host/people';
import type { Layout } from './layouts';
import type { ScriptedAnswers } from './scripted-answers';

/** What a person does on a page, and waits for. */
export type Action = (page: Page) => Promise<void>;

/** Something that a person sees on the phone. */
export interface Scene {
  readonly name: string;
  /** Where the phone is opened. */
  readonly path: string;
  /** The `id` of whoever holds the phone. */
  readonly person: string;
  /** Text that is there once the page is as wanted; null: it is while it loads. */
  readonly shows: RegExp | null;
  /** What goes wrong meanwhile, for all orders. */
  readonly fault?: FaultName;
  /** What the functions are taken to answer, where the demo does not lead to it. */
  readonly answers?: ScriptedAnswers;
  /** What a person does then. */
  readonly then?: Action;
  /** What is looked over: the page, unless something lies over it. */
  readonly root?: string;
  readonly onlyIf?: (layout: Layout) => boolean;
}

interface Details extends Partial<Omit<Scene, 'name' | 'path' | 'shows'>> {
  readonly query?: Readonly<Record<string, string>>;
}

/** A page in some state. By default the clerk looks orders up, and the owner does all else. */
export function at(
  page: PageName,
  state: string,
  shows: RegExp | null,
  { query = {}, ...details }: Details = {},
): Scene {
  const search = new URLSearchParams(query).toString();
  const person = page === 'search' || page === 'delivery' ? CLERK : OWNER;
  return {
    name: state === '' ? page : `${page}-${state}`,
    path: pagePath(page) + (search === '' ? '' : `?${search}`),
    person: person.id,
    shows,
    ...details,
  };
}

/** Taps what has this text, and waits for what that brings. */
export function tap(text: string, brings: string, exact = false): Action {
  return async (page) => {
    await page.getByText(text, { exact }).last().click();
    await page.getByText(brings).first().waitFor();
  };
}
