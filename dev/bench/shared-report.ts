import type { Report } from './report';
import { CALL } from './scale-model';
import type { LookUpCosts, Watched } from './shared-answers';

/** Of a delivery that a hundred people watch for a minute. */
const MOST_QUESTIONS = { watchers: 100, questions: 9 };
/** How long an answer serves everybody while a delivery is on its way. */
const FLOOR_MS = 8000;
/** Over a call in which nothing is done, and over what WeChat itself takes. */
const MOST_KNOWN_MS = 10;
const MOST_ASKED_MS = 20;
const MOST_REQUESTS = { known: 3, asked: 5 };

export function watchersReport(levels: readonly Watched[]): Report {
  const line = (...cells: readonly string[]): string =>
    `  ${cells.map((cell) => cell.padStart(12)).join('')}`;
  return {
    text: [
      'People who watch one delivery on its way for a minute, in real time, over 4 processes:',
      line('watchers', 'answers', 'questions', 'usual way', 'oldest', 'call p50', 'longest'),
      ...levels.map(({ watchers, answers, questions, oldestMs, p50Ms, longestMs }) =>
        line(
          ...[watchers, answers, questions, answers].map(String),
          ...[oldestMs, p50Ms, longestMs].map((ms) => `${ms.toFixed(0)} ms`),
        ),
      ),
      '  (questions to WeChat; the usual way asks one for each answer; the oldest answer as it left the cloud)',
      `  docs/scale.md reckons with ${CALL.callsAMinute} calls a person and minute, and ${CALL.mostQuestionsAMinute} questions a minute: here ${callsAMinute(levels).toFixed(1)}, and ${mostQuestions(levels).toFixed(1)}`,
      `  targets: ${MOST_QUESTIONS.questions} questions at most for ${MOST_QUESTIONS.watchers} people; no answer older than ${FLOOR_MS / 1000} s and one call`,
      '',
    ].join('\n'),
    isFast: levels.every(
      ({ watchers, questions, oldestMs, longestMs }) =>
        (watchers > MOST_QUESTIONS.watchers || questions <= MOST_QUESTIONS.questions) &&
        // A delivery that one person watches is asked for when they ask.
        (watchers < MOST_QUESTIONS.watchers || oldestMs <= FLOOR_MS + longestMs),
    ),
  };
}

function callsAMinute(levels: readonly Watched[]): number {
  const sum = (of: (level: Watched) => number): number =>
    levels.reduce((total, level) => total + of(level), 0);
  return sum(({ answers }) => answers) / sum(({ personMinutes }) => personMinutes);
}

/** They watch for a minute. */
function mostQuestions(levels: readonly Watched[]): number {
  return Math.max(...levels.map(({ questions }) => questions));
}

export function lookUpCostsReport(costs: LookUpCosts): Report {
  const { rounds, emptyMs, knownMs, knownRequests, askedMs, askedRequests, upstreamMs } = costs;
  const { coldKnownRequests, coldAskedRequests } = costs;
  const overEmpty = knownMs - emptyMs;
  const overUpstream = askedMs - upstreamMs;
  const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(9);
  return {
    text: [
      `One look-up in the local cloud, medians of ${rounds} of each kind, in turns:`,
      `  a function that does nothing   ${ms(emptyMs)}`,
      `  told a moment ago              ${ms(knownMs)}   ${ms(overEmpty)} over it          ${knownRequests} database requests, ${coldKnownRequests} of a new process`,
      `  with a question to WeChat      ${ms(askedMs)}   ${ms(overUpstream)} over WeChat’s ${ms(upstreamMs)}   ${askedRequests} database requests, ${coldAskedRequests} of a new process`,
      `  docs/scale.md reckons with ${requestsOf(CALL.known)} and ${requestsOf(CALL.asked)} requests of a process that is not new`,
      `  targets: ${MOST_KNOWN_MS} ms and ${MOST_REQUESTS.known} requests, ${MOST_ASKED_MS} ms and ${MOST_REQUESTS.asked} requests`,
      '',
    ].join('\n'),
    isFast:
      overEmpty <= MOST_KNOWN_MS &&
      overUpstream <= MOST_ASKED_MS &&
      knownRequests <= MOST_REQUESTS.known &&
      askedRequests <= MOST_REQUESTS.asked,
  };
}

function requestsOf({
  reads,
  writes,
}: {
  readonly reads: number;
  readonly writes: number;
}): number {
  return reads + writes;
}
