import fc from 'fast-check';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { emptyHistory, observe } from '../../../../miniprogram/contract/delivery/delivery-history';
import { viewBuilder } from '../../../../miniprogram/delivery/view/view-builder';
import { changedPaths } from '../../../../miniprogram/ui/changed-paths';
import {
  type DeliveryView,
  type TrackedDelivery,
  deliveryView,
} from '../../../../miniprogram/delivery/view/delivery-view';
import { historyRows } from '../../../../miniprogram/delivery/view/history-view';
import { mapScene } from '../../../../miniprogram/delivery/view/map-view';
import { at, historyOf, knownOrder, reportOf } from '../../../support/delivery-reports';
import { errorOf, OFFLINE } from '../../../support/failed-calls';

jest.mock('../../../../miniprogram/delivery/view/map-view', () =>
  mockCounted('map-view', 'mapScene'),
);
jest.mock('../../../../miniprogram/delivery/view/history-view', () =>
  mockCounted('history-view', 'historyRows'),
);

/** A file of the product of which one function counts its calls. */
function mockCounted(file: string, name: string): object {
  const actual = jest.requireActual<Readonly<Record<string, () => unknown>>>(
    `../../../../miniprogram/delivery/view/${file}`,
  );
  return { ...actual, [name]: jest.fn(actual[name]) };
}

const SECOND = 1000;
const NOTHING: TrackedDelivery = {
  orderId: '20261124-1288',
  foundByEnd: '',
  report: null,
  history: emptyHistory(),
  failure: null,
  choices: null,
  listed: null,
  isUnanswered: true,
  waited: null,
  nextAskInMs: null,
  refreshing: false,
};
const refused = errorOf('sign-rejected');

type Event = (known: TrackedDelivery, now: number) => TrackedDelivery;

const places = fc.record({
  longitude: fc.constantFrom(113.33, 113.3301, 113.34),
  latitude: fc.constantFrom(23.13, 23.1301),
});
const answers = fc
  .record({
    code: fc.constantFrom(101, 102, 201, 301, 304, 302, 501, 999),
    askedMsAgo: fc.constantFrom(0, 0, 8 * SECOND, 20 * SECOND, 600 * SECOND),
    name: fc.constantFrom('陈师傅', '王师傅', null),
    position: fc.option(places),
    storePosition: fc.option(places, { nil: undefined }),
    arrivesInMs: fc.option(fc.integer({ min: -600 * SECOND, max: 600 * SECOND })),
    stuckForMs: fc.option(fc.nat(900 * SECOND)),
    isBeingAsked: fc.boolean(),
  })
  .map((told): Event => (known, now) => {
    const { arrivesInMs, stuckForMs } = told;
    const askedAt = now - told.askedMsAgo;
    const report: DeliveryReport = reportOf(told.code, askedAt, {
      rider: { name: told.name, phone: '100****0001', callable: true },
      position: told.position,
      storePosition: told.storePosition,
      arrival:
        arrivesInMs === null ? null : { remainingSeconds: 60, expectedAt: askedAt + arrivesInMs },
      isBeingAsked: told.isBeingAsked,
      ...(stuckForMs !== null && { stuck: { reason: 'not-moving', since: now - stuckForMs } }),
    });
    const history = observe(known.history, report);
    return {
      ...known,
      report,
      history,
      failure: null,
      choices: null,
      isUnanswered: false,
      waited: null,
      refreshing: false,
    };
  });
const events = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Event>((known) => known) },
  { weight: 4, arbitrary: answers },
  fc.constantFrom<Event>(
    (known) => ({ ...known, failure: OFFLINE }),
    (known) => ({ ...known, failure: refused }),
    (known) => ({ ...known, refreshing: true }),
    (known) => ({ ...known, waited: 'long' }),
    (known, now) => ({ ...known, listed: knownOrder('20261124-1288', 301, now, now) }),
    (known) => ({ ...known, history: emptyHistory() }),
    (known) => ({ ...known, orderId: '8842', foundByEnd: '8842' }),
    () => ({ ...NOTHING, failure: refused }),
    (known, now) => ({
      ...known,
      choices: { choices: [knownOrder('20261124-8842', 301, now)], more: false },
    }),
  ),
);
/** Up to the next time that the page is told. */
const pauses = fc.oneof(
  { weight: 9, arbitrary: fc.constant(SECOND) },
  fc.integer({ min: 0, max: 700 * SECOND }),
  fc.constant(13 * 3600 * SECOND),
);
const stories = fc.array(fc.tuple(pauses, events, fc.option(fc.nat(120 * SECOND))), {
  minLength: 2,
  maxLength: 20,
});

test('a page is what it would be if all of it were made anew each time', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const build = viewBuilder();
      let known = NOTHING;
      let now = at('12:31');
      let whole: DeliveryView | null = null;
      for (const [pauseMs, event, nextAskInMs] of story) {
        now += pauseMs;
        known = { ...event(known, now), nextAskInMs };
        whole = deliveryView(known, now, whole);
        expect(build(known, now)).toEqual(whole);
      }
    }),
    { numRuns: 400 },
  );
});

describe('from second to second', () => {
  const position = { longitude: 113.33, latitude: 23.13 };
  const report = reportOf(301, at('23:59:30'), { position });
  const known: TrackedDelivery = {
    ...NOTHING,
    report,
    history: historyOf(report),
    isUnanswered: false,
  };

  it('neither the map nor what was seen is made anew, until the day ends', () => {
    const build = viewBuilder();
    const timesAfter = (seconds: number): readonly number[] => {
      jest.mocked(mapScene).mockClear();
      jest.mocked(historyRows).mockClear();
      for (let second = 0; second < seconds; second += 1) {
        const afterMs = (passed + second) * SECOND;
        build({ ...known, nextAskInMs: 60 * SECOND - afterMs }, report.askedAt + afterMs);
      }
      passed += seconds;
      return [mapScene, historyRows].map((made) => jest.mocked(made).mock.calls.length);
    };
    let passed = 0;
    // A second time, since a glide may be over by then.
    expect(timesAfter(2)).toEqual([2, 2]);
    expect(timesAfter(28)).toEqual([0, 0]);
    expect(timesAfter(10)).toEqual([1, 1]);
  });

  it('ages grow, and nothing else changes', () => {
    const build = viewBuilder();
    let shown: object = {};
    const changedAfter = (tracked: TrackedDelivery, seconds: number): readonly string[] => {
      const view = build(tracked, report.askedAt + seconds * SECOND);
      const fields = Object.keys(changedPaths(shown, view)).map((path) => path.split('.')[0] ?? '');
      shown = view;
      return [...new Set(fields)];
    };
    changedAfter(known, 0);
    // Without a promise the figure counts the seconds.
    expect(changedAfter(known, 5)).toEqual(['hero']);
    expect(changedAfter(known, 15)).toEqual(['hero', 'freshness']);
    const arrival = { expectedAt: report.askedAt + 480_000, remainingSeconds: 480 };
    const promised = { ...known, report: { ...report, arrival } };
    changedAfter(promised, 18);
    expect(changedAfter(promised, 19)).toEqual([]);
  });
});
