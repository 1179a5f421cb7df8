import { measureColdStart } from './cold-start';

/** Issue 2: the bundle takes at most this part of the other's time. */
const TARGET_RATIO = 0.35;

/** The program behind `npm run bench`: fails when a cold start misses its target. */
async function main(): Promise<void> {
  const { rounds, plainMs, bundleMs, bundleBytes, deferredBytes } = await measureColdStart();
  const ratio = bundleMs / plainMs;
  console.log(
    [
      `Cold start of getOrder, require to first answer, Node ${process.version}, medians of ${rounds} fresh processes each, in turns:`,
      `  wx-server-sdk from node_modules   ${plainMs.toFixed(1)} ms`,
      `  the built bundle                  ${bundleMs.toFixed(1)} ms   (${kilobytes(bundleBytes)}, and ${kilobytes(deferredBytes)} read only when used)`,
      `  ratio                             ${ratio.toFixed(3)}   (target: ${TARGET_RATIO} at most)`,
    ].join('\n'),
  );
  if (ratio > TARGET_RATIO) process.exitCode = 1;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} KB`;
}

void main();
