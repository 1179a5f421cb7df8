import type { Page } from 'playwright-core';
import { eventually } from '../../support/eventually';
import { fixturePhone } from '../../support/fixture-phone';

/** A browser's limit of connections to one host. An open stream takes one. */
const CONNECTIONS = 6;

const phone = fixturePhone();

/** Sends a year until pages show it, since a successor may miss the first event. */
async function shownAfter(year: number, pages: readonly Page[]): Promise<ReadonlySet<unknown>> {
  const clock = { realAt: Date.now(), shownAt: Date.UTC(year, 5), speed: 1 };
  return eventually(
    async () => {
      phone().host.tell({ type: 'clock', clock });
      return new Set(
        await Promise.all(pages.map((page) => page.evaluate('new Date().getFullYear()'))),
      );
    },
    (years) => years.size === 1 && years.has(year),
  );
}

describe('the host’s events', () => {
  it('reach more phones than a browser has connections, and still do when the one that listened is closed', async () => {
    const { page } = await phone().open();
    const others: Page[] = [];
    for (let more = 0; more < CONNECTIONS; more += 1) {
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.locator('.phone-page').first().waitFor();
      others.push(other);
    }
    expect(await shownAfter(2051, [page, ...others])).toEqual(new Set([2051]));
    await page.close();
    expect(await shownAfter(2052, others)).toEqual(new Set([2052]));
  });
});
