import type { Page } from 'playwright-core';
import type { PageName } from '../../miniprogram/contract/page-paths';
import { pagePath } from '../../miniprogram/contract/page-paths';
import type { FaultName } from '../faults/fault-table';
import { CLERK, OWNER } from '../host/people';
import type { Layout } from './layouts';
import type { ScriptedAnswers } from './scripted-answers';

/** A person's action on a page. */
export type Action = (page: Page) => Promise<void>;

/** A state of the phone's screen. */
export interface Scene {
  readonly name: string;
  /** Start page. */
  readonly path: string;
  /** `id` of the phone's holder. */
  readonly person: string;
  /** Text of the finished page, or null for a loading page. */
  readonly shows: RegExp | null;
  /** A fault for all orders. */
  readonly fault?: FaultName;
  /** Scripted answers of functions, for states beyond the demo. */
  readonly answers?: ScriptedAnswers;
  /** A person's action afterwards. */
  readonly then?: Action;
  /** Audited part. Default: the page. */
  readonly root?: string;
  readonly onlyIf?: (layout: Layout) => boolean;
}

interface Details extends Partial<Omit<Scene, 'name' | 'path' | 'shows'>> {
  readonly query?: Readonly<Record<string, string>>;
}

/** Creates a scene. By default the clerk looks orders up, and the owner does all else. */
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

/** Taps a text, and waits for another. */
export function tap(text: string, brings: string, exact = false): Action {
  return async (page) => {
    await page.getByText(text, { exact }).last().click();
    await page.getByText(brings).first().waitFor();
  };
}
