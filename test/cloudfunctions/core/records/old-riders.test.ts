import type { DeliveryAttempt } from '../../../../cloudfunctions/core/records/attempt';
import { NO_RECORD, withAnswers } from '../../../../cloudfunctions/core/records/delivery-record';
import { ridersNeededAt } from '../../../../cloudfunctions/core/records/old-riders';
import { found } from '../../../support/asked';
import { NOON, HOUR } from '../../../support/delivery-reports';
import { HANDOVER } from '../../../support/intracity-reports';

describe('until when riders are needed', () => {
  const [bare] = withAnswers(NO_RECORD, [found('1', 301)], NOON).attempts;
  const sighting = { ...bare?.history.sightings[0], riderName: null };
  const place = { longitude: 113.3, latitude: 23.1 };
  const attempt = (rest: object, answer: object = {}, seen: object = {}) =>
    ({
      ...bare,
      answer: { waybillId: null, rider: null, position: null, arrival: null, ...answer },
      history: { sightings: [sighting, { ...sighting, ...seen }] },
      ...rest,
    }) as DeliveryAttempt;
  const rider = { rider: { name: '陈师傅', phone: null, callable: false } };

  it.each([
    ['nobody was seen', attempt({}), null],
    ['a rider was told', attempt({}, rider), NOON],
    ['a position was told', attempt({}, { position: place }), NOON],
    ['a rider was seen once', attempt({}, {}, { riderName: '陈师傅' }), NOON],
    ['a position was seen once', attempt({}, {}, { position: place }), NOON],
    ['it has ended', attempt({ endedAt: NOON - 5 }, rider), NOON - 5],
    ['the receiver’s point was told', attempt({}, { receiverPosition: place }), NOON - 22 * HOUR],
    ['取货码 was told', attempt({}, { ...rider, handover: HANDOVER }), NOON - 22 * HOUR],
  ])('is told when %s', (_name, one, needed) => {
    expect(ridersNeededAt([one])).toBe(needed);
  });

  it('is that of the attempt that needs them no longer first; one without a rider needs none', () => {
    const attempts = [
      attempt({ askedAt: NOON + 9 }, rider),
      attempt({ askedAt: NOON + 5 }, rider),
      attempt({ askedAt: NOON + 1 }),
    ];
    expect(ridersNeededAt(attempts)).toBe(NOON + 5);
  });
});
