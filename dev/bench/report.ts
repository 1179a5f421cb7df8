import type { ClientSpeeds } from './client';
import type { ColdStart } from './cold-start';
import type { Speed } from './statistics';

/** What `npm run bench` prints of a measurement, and whether it reached its target. */
export interface Report {
  readonly text: string;
  readonly isFast: boolean;
}

/** Of the time that the same code takes with wx-server-sdk from node_modules, a cold start of the bundle takes at most this part. */
const COLD_START_RATIO = 0.35;
const NAME_WIDTH = 28;

/**
 * @param order what is looked up, in a few words
 * @param atMost of the time of a bare POST our look-up may take so much, and no more than nest-wechat's
 */
export function clientReport(order: string, speeds: ClientSpeeds, atMost: number): Report {
  const { rounds, bare, ours, nestWechat, nodeEasywechat } = speeds;
  const line = (name: string, { p50, p99, callsPerSecond }: Speed): string =>
    [
      `  ${name.padEnd(NAME_WIDTH)}`,
      ...[milliseconds(p50), ratio(p50, bare.p50)],
      ...[milliseconds(p99), ratio(p99, bare.p99)],
      ...[callsPerSecond.toFixed(0).padStart(8), ratio(callsPerSecond, bare.callsPerSecond)],
    ].join('');
  return {
    text: [
      `One look-up of ${order}, with a token at hand, ${rounds} of each kind, in turns, at one sandbox (in brackets: ratio to bare):`,
      `  ${''.padEnd(NAME_WIDTH)}     p50              p99           calls a second`,
      line('bare keep-alive node:http', bare),
      line('our client', ours),
      line('nest-wechat', nestWechat),
      line('node-easywechat', nodeEasywechat),
      `  targets: our p50 at most ${atMost} × bare, and at most nest-wechat's`,
      '',
    ].join('\n'),
    isFast: ours.p50 <= atMost * bare.p50 && ours.p50 <= nestWechat.p50,
  };
}

export function coldStartReport(measured: ColdStart): Report {
  const { rounds, plainMs, bundleMs, bundleBytes, deferredBytes } = measured;
  const part = bundleMs / plainMs;
  return {
    text: [
      `Cold start of getOrder, require to first answer, medians of ${rounds} fresh processes each, in turns:`,
      `  wx-server-sdk from node_modules   ${plainMs.toFixed(1)} ms`,
      `  the built bundle                  ${bundleMs.toFixed(1)} ms   (${kilobytes(bundleBytes)}, and ${kilobytes(deferredBytes)} read only when used)`,
      `  ratio                             ${part.toFixed(3)}   (target: ${COLD_START_RATIO} at most)`,
    ].join('\n'),
    isFast: part <= COLD_START_RATIO,
  };
}

function milliseconds(value: number): string {
  return `${value.toFixed(3)} ms`.padStart(10);
}

function ratio(value: number, bare: number): string {
  return ` (${(value / bare).toFixed(2)})`;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} KB`;
}
