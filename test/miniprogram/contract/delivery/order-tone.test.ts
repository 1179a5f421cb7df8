import fc from 'fast-check';
import { stuckOf } from '../../../../cloudfunctions/core/records/describe-order';
import { STATUS_CODES } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { boardRowView } from '../../../../miniprogram/board/board-row';
import { filterOf } from '../../../../miniprogram/board/board-filters';
import { boardRiders } from '../../../../miniprogram/board/riders';
import type { BoardRow } from '../../../../miniprogram/contract/board-api';
import type { DeliveryReport } from '../../../../miniprogram/contract/delivery';
import { summarize } from '../../../../miniprogram/contract/delivery/order-summary';
import { orderTone } from '../../../../miniprogram/contract/delivery/urgency';
import { knownOrderOf } from '../../../../miniprogram/contract/delivery/known-order';
import { DEFAULT_THRESHOLDS } from '../../../../miniprogram/contract/shop';
import { deliveryView } from '../../../../miniprogram/delivery/view/delivery-view';
import { riderToneOf } from '../../../../miniprogram/map/markers';
import {
  historyOf,
  NOON,
  report,
  trackedDelivery,
  SECOND,
} from '../../../support/delivery-reports';
import { EAST, HERE, WEST } from '../../../support/map-scenes';

const look = fc.record({
  code: fc.constantFrom(...STATUS_CODES, 310),
  minutes: fc.integer({ min: 1, max: 20 }),
  position: fc.constantFrom(null, HERE, EAST, WEST),
  remainingSeconds: fc.option(fc.integer({ min: 0, max: 1200 }), { nil: null }),
});

/** A delivery as it was looked at, and the seconds since then: its row, its page, and now. */
const deliveries = fc
  .tuple(fc.array(look, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 600 }))
  .map(([looks, passed]) => {
    let at = 0;
    const reports = looks.map(({ minutes, ...sketch }) => {
      at += minutes * 60;
      return report({ ...sketch, at });
    });
    const latest = reports.at(-1) ?? report();
    const history = historyOf(...reports);
    const now = latest.askedAt + passed * SECOND;
    const summary = summarize(latest, history);
    const stuck = stuckOf(latest.status, summary, DEFAULT_THRESHOLDS, now) ?? undefined;
    const details = { stuck, storePosition: HERE, lookedUpAt: NOON };
    const known = knownOrderOf(latest.orderId, summary, { ...details });
    const position = summary.position ?? undefined;
    const row: BoardRow = { kind: 'known', mark: '1', ...known, position };
    const seen: DeliveryReport = { ...latest, stuck, storePosition: HERE };
    return { row, seen, history, now };
  });

const SPLIT = { front: '', isFrontDecisive: false, end: '1288' };
const CONTEXT = { isSelected: false, failureText: '' };

describe('a delivery has one colour', () => {
  it('in row, page and marker, and on the board’s map and counts', () => {
    fc.assert(
      fc.property(deliveries, ({ row, seen, history, now }) => {
        const tone = orderTone(row, now);
        expect(boardRowView(row, SPLIT, CONTEXT, now).tone).toBe(tone);
        const page = trackedDelivery({ report: seen, history });
        const { headline, scene } = deliveryView(page, now, null);
        expect(headline?.tone).toBe(tone);
        const onMap = [scene?.focus === 'rider' ? scene.tone : riderToneOf(tone)];
        onMap.push(...boardRiders([row], [], now).map((rider) => rider.tone));
        expect(new Set(onMap)).toEqual(new Set([riderToneOf(tone)]));
        const filter = filterOf(row, now);
        expect(filter === 'to-handle').toBe(tone === 'bad' || tone === 'back');
        expect(filter !== 'late' || tone === 'wait').toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('on its page before the first answer, too, when only a list knows it', () => {
    fc.assert(
      fc.property(deliveries, ({ row, now }) => {
        const listed = trackedDelivery({ report: null, listed: row, isUnanswered: true });
        expect(deliveryView(listed, now, null).headline?.tone).toBe(orderTone(row, now));
      }),
      { numRuns: 300 },
    );
  });
});
