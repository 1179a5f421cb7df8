import { performance } from 'node:perf_hooks';
import { bareLookUp, nestWechatLookUp, nodeEasywechatLookUp, ourLookUp } from './look-ups';

const WARM_UP_ROUNDS = 2000;

/**
 * The measuring process of client.ts: looks the same order up in every way by turns, each round beginning with another, so that what else the machine
 * does hits all. Prints the times in ms, by way, as JSON.
 */
async function main([
  installed = '',
  token = '',
  orderId = '',
  rounds = '',
]: readonly string[]): Promise<void> {
  const sandboxUrl = process.env['SANDBOX_URL'] ?? '';
  const ways = [
    { name: 'bare', lookUp: bareLookUp(sandboxUrl, token, orderId) },
    { name: 'ours', lookUp: ourLookUp(sandboxUrl, token, orderId) },
    { name: 'nestWechat', lookUp: nestWechatLookUp(installed, token, orderId) },
    { name: 'nodeEasywechat', lookUp: nodeEasywechatLookUp(installed, orderId) },
  ].map((way) => ({ ...way, times: [] as number[] }));

  for (const { name, lookUp } of ways) {
    const answer = JSON.stringify(await lookUp());
    if (!answer.includes('301')) throw new Error(`${name} did not find the order: ${answer}`);
  }
  for (let round = -WARM_UP_ROUNDS; round < Number(rounds); round += 1) {
    for (let turn = 0; turn < ways.length; turn += 1) {
      const way = ways[(turn + round + WARM_UP_ROUNDS) % ways.length];
      const startedAt = performance.now();
      await way?.lookUp();
      if (round >= 0) way?.times.push(performance.now() - startedAt);
    }
  }
  const times = Object.fromEntries(ways.map(({ name, times: taken }) => [name, taken]));
  process.stdout.write(JSON.stringify(times), () => {
    // Kept connections would hold the process.
    process.exit();
  });
}

void main(process.argv.slice(2));
