import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CALL,
  questionsAMinute,
  scaleOf,
  scaleRows,
  STORE_DAY,
} from '../../../dev/bench/scale-model';
import { ROOT } from '../../support/repository';

describe('the model of scale', () => {
  it('asks as often as one person does, and from two on as often as answers grow old', () => {
    expect([0, 1, 1.5, 2, 1000].map(questionsAMinute)).toEqual([0, 5, 6.25, 7.5, 7.5]);
  });

  it('is of one store what its day comes to', () => {
    expect(scaleOf(1)).toMatchObject({
      callsADay: 3600,
      questionsADay: 3000,
      readsADay: 2 * 3600,
      writesADay: 600 + 4 * 3000,
      callsASecond: 0.2,
    });
    expect(scaleOf(1).callsAtATime).toBeCloseTo(((600 * 0.1 + 3000 * 0.5) * 0.2) / 3600);
    expect(scaleOf(1).requestsAtATime).toBeCloseTo((19_800 * 0.2 * 0.01) / 3600);
  });

  it('is what docs/scale.md tells', () => {
    const page = readFileSync(path.join(ROOT, 'docs/scale.md'), 'utf8');
    const words = page.replace(/\s+/g, ' ');
    for (const row of scaleRows()) expect(words).toContain(row);
    expect(words).toContain(`${STORE_DAY.deliveries} deliveries a day`);
    expect(words).toContain(`at most ${CALL.mostQuestionsAMinute} times a minute`);
    expect(words).toContain(
      `asks WeChat runs for ${CALL.asked.seconds} s, another for ${CALL.known.seconds} s`,
    );
  });
});
