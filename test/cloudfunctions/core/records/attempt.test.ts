import { mayBeCalled } from '../../../../cloudfunctions/core/records/attempt';
import { statusOfCode } from '../../../../cloudfunctions/core/providers/wechat-instant/status-codes';
import { NOON, MINUTE } from '../../../support/delivery-reports';

/** Status, and minutes since the last sighting under way and since the end; null without one. */
type Seen = readonly [code: number, liveMinutesAgo: number | null, endedMinutesAgo: number | null];

/** Tells whether a rider may be called at noon. */
function mayBe([code, liveMinutesAgo, endedMinutesAgo]: Seen) {
  const ago = (minutes: number | null) => (minutes === null ? null : NOON - minutes * MINUTE);
  const times = { liveAt: ago(liveMinutesAgo), endedAt: ago(endedMinutesAgo) };
  return mayBeCalled({ status: statusOfCode(code).name, ...times }, NOON);
}

it.each<[string, Seen, boolean]>([
  ['while the delivery is under way, whatever was seen of it', [301, null, null], true],
  ['while it is under way, however long', [301, 500, null], true],
  ['for half an hour after the end', [302, 31, 30], true],
  ['no longer', [302, 31, 30 + 1 / MINUTE], false],
  ['when it was seen under way an hour and a half ago', [302, 90, 1], true],
  ['not when the end may be older than it was first seen', [302, 90 + 1 / MINUTE, 1], false],
  ['not when nobody saw the delivery under way', [302, null, 1], false],
  ['not when nobody saw it end', [302, 1, null], false],
])('a rider may be called %s', (_when, seen, may) => {
  expect(mayBe(seen)).toBe(may);
});
