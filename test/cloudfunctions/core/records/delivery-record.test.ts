import {
  type AskResult,
  type DeliveryRecord,
  recordFields,
  isKnownMissing,
  listedAttemptsIn,
  withAnswers,
  NO_RECORD,
} from '../../../../cloudfunctions/core/records/delivery-record';
import { recordOf } from '../../../../cloudfunctions/core/records/read-record';
import { found, notFound } from '../../../support/asked';
import { NOON, report, MINUTE, DAY } from '../../../support/delivery-reports';

const EMPTY = NO_RECORD;

/** Makes the record after several rounds of answers. */
function after(...times: readonly (readonly AskResult[])[]): DeliveryRecord {
  return times.reduce<DeliveryRecord>((record, asked) => withAnswers(record, asked, NOON), EMPTY);
}

describe('what is known of an order', () => {
  const rider = { name: '陈师傅', phone: '100****0001', callable: true };

  it('is nothing where nothing is, or stands yet, and damaged where it cannot be read', () => {
    expect(recordOf(null)).toEqual(EMPTY);
    expect(recordOf({ version: 7 })).toEqual({ ...EMPTY, version: 7 });
    const damaged = { ...EMPTY, version: 7, isDamaged: true };
    const odd = { version: 7, attempts: 'odd', knownMissing: [], leaseUntil: 0 };
    expect(recordOf(odd)).toEqual(damaged);
  });

  it('is where it was found, how it stood there, and when it was seen under way', () => {
    const answer = { waybillId: '3000000001', rider, position: null, arrival: null };
    const unknown = { position: null, expectedAt: null };
    expect(after([found('1', 301)])).toStrictEqual({
      ...EMPTY,
      attempts: [
        {
          ...{ targetKey: '1', company: 'C1', storeIds: ['S1'], boardStoreIds: ['S1'] },
          ...{ status: 'delivering', detail: null, askedAt: NOON, answer },
          ...{ liveAt: NOON, beganAt: NOON, endedAt: null },
          history: {
            sightings: [{ at: NOON, status: 'delivering', riderName: '陈师傅', ...unknown }],
          },
        },
      ],
    });
  });

  it('is the same in whatever order eight answers arrive: all 40,320 of them', () => {
    // After any set of answers, each order of the same set leads to the same record. By induction
    // that holds for every order of all eight.
    const codes = [101, 102, 102, 201, 301, 501, 102, 301];
    const asked = codes.map((code, n) => found('1', code, NOON + n * 20_000));
    const states = new Map<number, string>([[0, JSON.stringify(EMPTY)]]);
    for (let set = 0; set < 1 << asked.length; set += 1) {
      const record = JSON.parse(states.get(set) ?? '') as DeliveryRecord;
      asked.forEach((one, n) => {
        if ((set & (1 << n)) !== 0) return;
        const next = JSON.stringify(withAnswers(record, [one], NOON + 5 * MINUTE));
        const known = states.get(set | (1 << n)) ?? next;
        if (known !== next) throw new Error(`${known} is not ${next}`);
        states.set(set | (1 << n), next);
      });
    }
    const last = NOON + 140_000;
    expect(JSON.parse(states.get(2 ** 8 - 1) ?? '')).toMatchObject({
      attempts: [{ status: 'delivering', askedAt: last, liveAt: last, endedAt: null }],
    });
  });

  it('is not made older by an answer that arrives late, which adds to the history; of one ms it is the last', () => {
    const record = after([found('1', 302, NOON + 9)], [found('1', 301, NOON)]);
    expect(record.attempts).toMatchObject([
      { status: 'delivered', askedAt: NOON + 9, liveAt: NOON, endedAt: NOON + 9 },
    ]);
    expect(record.attempts[0]?.history.sightings).toHaveLength(2);
    const [attempt] = after([found('1', 301)], [found('1', 302)]).attempts;
    expect(attempt).toMatchObject({ status: 'delivered' });
  });

  it('is for a day who the rider was and where; later the end of it only', () => {
    const onTheLastDay = after([found('1', 302)], [found('1', 302, NOON + DAY - 1)]);
    expect(onTheLastDay.attempts).toMatchObject([{ answer: { rider } }]);
    const later = after([found('1', 302)], [found('1', 302, NOON + DAY)]);
    expect(JSON.stringify(later)).not.toMatch(/陈师傅|100\*/);
    expect(later.attempts).toMatchObject([
      { status: 'delivered', answer: { waybillId: '3000000001', rider: null, position: null } },
    ]);
  });

  it('has the latest attempt first, and of each account one with its history, twenty at most', () => {
    const record = after(
      [found('1', 201), found('2', 201)],
      [found('1', 302, NOON + 5), found('2', 202, NOON + 6)],
    );
    expect(record.attempts).toMatchObject([
      { targetKey: '2', history: { sightings: [{ status: 'at-store' }, { status: 'picked-up' }] } },
      { targetKey: '1', history: { sightings: [{ status: 'at-store' }, { status: 'delivered' }] } },
    ]);
    const many = after(Array.from({ length: 25 }, (_, n) => found(`${n}`, 501, NOON + n)));
    const latest = Array.from({ length: 20 }, (_, n) => `${24 - n}`);
    expect(many.attempts.map(({ targetKey }) => targetKey)).toEqual(latest);
  });

  it('has for a minute who did not know it', () => {
    const record = after([notFound('1')]);
    expect(isKnownMissing(record, '1', NOON + MINUTE - 1)).toBe(true);
    expect(isKnownMissing(record, '1', NOON + MINUTE)).toBe(false);
    expect(isKnownMissing(record, '2', NOON)).toBe(false);
    expect(withAnswers(record, [notFound('2')], NOON + MINUTE - 1).knownMissing).toHaveLength(2);
    expect(withAnswers(record, [notFound('2')], NOON + MINUTE).knownMissing).toHaveLength(1);
    expect(withAnswers(record, [found('1', 301)], NOON + 1).knownMissing).toEqual([]);
    const again = withAnswers(record, [notFound('1', NOON + 1)], NOON + 1);
    expect(again.knownMissing).toEqual([{ targetKey: '1', at: NOON + 1 }]);
  });
});

it('what a record is searched by is whose it is, the ends of its ids, and what is told of it in a list', () => {
  const asked = [found('1', 301), { ...found('2', 501), storeIds: ['S1', 'S2'] }];
  const told = { detail: null, askedAt: NOON, waybillId: '3000000001', expectedAt: null };
  const fields = recordFields('20261124-aB42', after(asked), NOON);
  expect(fields).toMatchObject({
    isKnown: true,
    storeIds: ['S1', 'S2'],
    tails: ['ab42', '0001'],
    known: [
      { targetKey: '1', status: 'delivering', ...told },
      { targetKey: '2', status: 'cancelled-by-courier', ...told },
    ],
    ridersNeededAt: NOON,
  });
  expect(fields['known']).not.toContainEqual(expect.objectContaining({ company: 'C1' }));
});

it('of an order that is only awaited has nothing to be found by, nor a rider to be forgotten', () => {
  const by = { kind: 'person', id: 'P', name: '' } as const;
  const awaited = { ...EMPTY, registrations: [{ storeIds: ['S1'], at: NOON, by }] };
  const kept = { isKnown: 'awaited', tails: [], ridersNeededAt: null };
  expect(recordFields('A', awaited, NOON)).toMatchObject(kept);
});

describe('where an order stands on the board', () => {
  const asked = (actorStoreIds: readonly string[], storeIds = ['S1', 'S2']): AskResult => ({
    ...found('1', 301),
    storeIds,
    actorStoreIds,
  });
  const boardOf = (...times: readonly (readonly AskResult[])[]) => {
    const { isUnderWay, endedAt, boardStoreIds } = recordFields('A', after(...times), NOON);
    return { isUnderWay, endedAt, boardStoreIds };
  };

  it('is at the store of who asked first, whoever asks later', () => {
    const underWay = { isUnderWay: true, endedAt: null };
    const askedTwice = boardOf([asked(['S2'])], [asked(['S1'])]);
    expect(askedTwice).toEqual({ ...underWay, boardStoreIds: ['S2'] });
    expect(boardOf([asked(['S1', 'S2'])])).toEqual({ ...underWay, boardStoreIds: ['S1', 'S2'] });
  });

  it('is where the account has moved to, once a person of that store has asked', () => {
    const moved = boardOf([asked(['S2'])], [asked(['S3'], ['S3'])]);
    expect(moved.boardStoreIds).toEqual(['S3']);
    const partly = boardOf([asked(['S1', 'S2'])], [asked(['S3'], ['S2', 'S3'])]);
    expect(partly.boardStoreIds).toEqual(['S2']);
  });

  it('is its end once that was seen, and nothing where it never was under way', () => {
    const ended = { isUnderWay: false, boardStoreIds: ['S1'] };
    const end = found('1', 302);
    const before = found('1', 301, NOON - MINUTE);
    expect(boardOf([before], [end])).toEqual({ ...ended, endedAt: NOON });
    expect(boardOf([end])).toEqual({ ...ended, endedAt: null });
    expect(boardOf([notFound('1')])).toEqual({ ...ended, endedAt: null, boardStoreIds: [] });
  });
});

describe('a document', () => {
  const document = (meddle: (attempt: Record<string, unknown>) => object = (one) => one) => {
    const fields = recordFields('A', after([found('1', 301)], [notFound('2')]), NOON);
    const [attempt] = fields['attempts'] as readonly Record<string, unknown>[];
    return { ...fields, version: 7, attempts: [meddle(attempt ?? {})] };
  };

  it.each([
    ['an attempt that is none', document(() => ({})), 0],
    ['a history that is none', document((attempt) => ({ ...attempt, history: [] })), 0],
    ['an answer that is none', document((attempt) => ({ ...attempt, answer: 'odd' })), 0],
    ['a miss that is none', { ...document(), knownMissing: [{}] }, 1],
  ])('with %s is damaged, and tells the rest', (_name, odd, attempts) => {
    const record = recordOf(odd);
    expect(record).toMatchObject({ version: 7, isDamaged: true });
    expect(record.attempts).toHaveLength(attempts);
  });

  it.each(['rider', 'position', 'arrival', 'waybillId'] as const)(
    'without a %s that can be read has none, rather than something wrong',
    (name) => {
      const odd = document((attempt) => ({ ...attempt, answer: { [name]: {} } }));
      const { attempts, isDamaged } = recordOf(odd);
      expect(attempts.map(({ answer }) => answer[name])).toEqual([null]);
      expect(isDamaged).toBe(false);
    },
  );

  it('keeps of an attempt what a newer release has put there, and nothing that cannot be read', () => {
    const odd = { company: 7, storeIds: 7, boardStoreIds: 7 };
    const [attempt] = recordOf(document((one) => ({ ...one, tone: 'late', ...odd }))).attempts;
    const nothing = { company: '', storeIds: [], boardStoreIds: [] };
    expect(attempt).toMatchObject({ tone: 'late', status: 'delivering', ...nothing });
  });

  it('is found by its order id alone while there is no waybill, and has its service', () => {
    const provider = 'wechat-intracity' as const;
    const delivery = { ...report({ riderName: null }), orderId: 'A', waybillId: null, provider };
    const asked = { ...found('1', 101), found: { delivery, contact: null, askedAt: NOON } };
    const { tails, known } = recordFields('20261124-A123', after([asked]), NOON);
    expect(tails).toEqual(['a123']);
    const listed = listedAttemptsIn({ known: [{ targetKey: 'odd' }, known].flat() });
    expect(listed).toMatchObject([{ provider, company: 'C1', callable: false }]);
    expect(listedAttemptsIn({ known: 'odd' })).toEqual([]);
  });
});
