import type { ClientSpeeds, Speed } from './client';
import { measureClient } from './client';
import type { ColdStart } from './cold-start';
import { measureColdStart } from './cold-start';

/** Of the time that the same code takes with wx-server-sdk from node_modules, a cold start of the bundle takes at most this part. */
const COLD_START_RATIO = 0.35;
/** Of the time of a bare POST, our look-up takes at most this much; and no more than nest-wechat's. */
const CLIENT_RATIO = 1.15;

/** The program behind `npm run bench`: fails when a target is missed. */
async function main(): Promise<void> {
  const isClientFast = reportClient(await measureClient());
  const isStartFast = reportColdStart(await measureColdStart());
  if (!isClientFast || !isStartFast) process.exitCode = 1;
}

function reportClient({ rounds, bare, ours, nestWechat, nodeEasywechat }: ClientSpeeds): boolean {
  const line = (name: string, speed: Speed): string => {
    const cells = [
      ...[ms(speed.p50), ratio(speed.p50, bare.p50)],
      ...[ms(speed.p99), ratio(speed.p99, bare.p99)],
      ...[
        speed.callsPerSecond.toFixed(0).padStart(8),
        ratio(speed.callsPerSecond, bare.callsPerSecond),
      ],
    ];
    return `  ${name.padEnd(28)}${cells.join('')}`;
  };
  console.log(
    [
      `One look-up with a token at hand, Node ${process.version}, ${rounds} of each kind, in turns, at one sandbox (in brackets: ratio to bare):`,
      `  ${''.padEnd(28)}     p50              p99           calls a second`,
      line('bare keep-alive node:http', bare),
      line('our client', ours),
      line('nest-wechat', nestWechat),
      line('node-easywechat', nodeEasywechat),
      `  targets: our p50 at most ${CLIENT_RATIO} × bare, and at most nest-wechat's`,
      '',
    ].join('\n'),
  );
  return ours.p50 <= CLIENT_RATIO * bare.p50 && ours.p50 <= nestWechat.p50;
}

function reportColdStart(measured: ColdStart): boolean {
  const { rounds, plainMs, bundleMs, bundleBytes, deferredBytes } = measured;
  const part = bundleMs / plainMs;
  console.log(
    [
      `Cold start of getOrder, require to first answer, Node ${process.version}, medians of ${rounds} fresh processes each, in turns:`,
      `  wx-server-sdk from node_modules   ${plainMs.toFixed(1)} ms`,
      `  the built bundle                  ${bundleMs.toFixed(1)} ms   (${kilobytes(bundleBytes)}, and ${kilobytes(deferredBytes)} read only when used)`,
      `  ratio                             ${part.toFixed(3)}   (target: ${COLD_START_RATIO} at most)`,
    ].join('\n'),
  );
  return part <= COLD_START_RATIO;
}

function ms(value: number): string {
  return `${value.toFixed(3)} ms`.padStart(10);
}

function ratio(value: number, bare: number): string {
  return ` (${(value / bare).toFixed(2)})`;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} KB`;
}

void main();
