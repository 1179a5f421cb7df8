import type { Page } from 'playwright-core';
import type { PageName } from '../../miniprogram/contract/page-paths';
import { pagePath } from '../../miniprogram/contract/page-paths';
import type { FaultName } from '../faults/fault-table';
import { CLERK, OWNER } from '../host/people';
import type { Layout } from './layouts';
import type { ScriptedAnswers } from './scripted-answers';

/** A person's action on an open page, such as a tap. */
export type Action = (page: Page) => Promise<void>;

/** A state of the phone's screen to take a picture of, and the way to it. */
export interface Scene {
  readonly name: string;
  /** Address of the first page: `/delivery/pages/delivery/delivery?id=…`. */
  readonly path: string;
  /** `id` of the person who holds the phone (dev/host/people.ts). */
  readonly person: string;
  /** Text to wait for, or null to take the page while it is loading. */
  readonly shows: RegExp | null;
  /** Fault to switch on for all orders (dev/faults/fault-table.ts). */
  readonly fault?: FaultName;
  /** Scripted answers of the cloud functions, for states that the demo does not have. */
  readonly answers?: ScriptedAnswers;
  /** Action once `shows` is on the page. */
  readonly then?: Action;
  /** Selector of the part to audit. Default: the visible page. */
  readonly root?: string;
  readonly onlyIf?: (layout: Layout) => boolean;
}

interface Details extends Partial<Omit<Scene, 'name' | 'path' | 'shows'>> {
  readonly query?: Readonly<Record<string, string>>;
}

/** Creates a scene. Default person: the clerk on `search` and `delivery`, the owner elsewhere. */
export function at(
  page: PageName,
  state: string,
  shows: RegExp | null,
  { query = {}, ...details }: Details = {},
): Scene {
  // A computer begins at 看板, unless a query says that something else is wanted.
  const search = new URLSearchParams(
    page === 'search' ? { from: 'scene', ...query } : query,
  ).toString();
  const person = page === 'search' || page === 'delivery' ? CLERK : OWNER;
  return {
    name: state === '' ? page : `${page}-${state}`,
    path: pagePath(page) + (search === '' ? '' : `?${search}`),
    person: person.id,
    shows,
    ...details,
  };
}

/** Creates an action that taps `text` and waits until `brings` is on the page. */
export function tap(text: string, brings: string, exact = false): Action {
  return async (page) => {
    await page.getByText(text, { exact }).last().click();
    await page.getByText(brings).first().waitFor();
  };
}
