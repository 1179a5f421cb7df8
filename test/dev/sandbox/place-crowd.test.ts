import { CROWD, placeCrowd } from '../../../dev/sandbox/place-crowd';
import { createSandbox } from '../../../dev/sandbox/sandbox';
import { NOON } from '../../support/shown-deliveries';

let now: number;
const setClock = (time: number): void => {
  now = time;
};

/** A sandbox with the crowd, looked at at noon. */
function crowded() {
  setClock(NOON);
  const sandbox = createSandbox({ now: () => now });
  placeCrowd(sandbox, setClock, NOON);
  setClock(NOON);
  return sandbox.deliveries();
}

describe('forty orders under way', () => {
  it('stand at every stage before the end, as many at each, none of it in the future, none long ago', () => {
    const deliveries = crowded();
    expect(deliveries).toHaveLength(CROWD);
    const statuses = deliveries.map(({ status }) => status);
    const counts = [101, 102, 201, 202, 301].map(
      (status) => statuses.filter((one) => one === status).length,
    );
    expect(counts).toEqual([8, 8, 8, 8, 8]);
    for (const { placedAt, changedAt } of deliveries) {
      expect(NOON - changedAt).toBeGreaterThanOrEqual(0);
      expect(changedAt).toBeGreaterThanOrEqual(placedAt);
      expect(NOON - placedAt).toBeLessThan(30 * 60_000);
    }
  });

  it('are with all companies and stores, with riders at different places', () => {
    const deliveries = crowded();
    expect(new Set(deliveries.map(({ courier }) => courier)).size).toBe(4);
    expect(new Set(deliveries.map(({ store }) => store)).size).toBe(2);
    const places = deliveries
      .filter(({ status }) => status === 301)
      .map(({ position }) => position);
    expect(new Set(places.map((place) => JSON.stringify(place))).size).toBeGreaterThan(5);
  });
});
