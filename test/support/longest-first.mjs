import Sequencer from '@jest/test-sequencer';

/**
 * Runs journeys first, because they take longest. Until jest has seen how long each file takes it
 * goes by their sizes, and would begin with some of the longest when all others are done.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isJourney = ({ path }) => /[\\/]journeys[\\/]/.test(path);
    return [...sorted.filter(isJourney), ...sorted.filter((test) => !isJourney(test))];
  }
}
