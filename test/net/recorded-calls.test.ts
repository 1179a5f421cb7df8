import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shopDataIn } from '../support/shop-world';
import { setUpTwoStores } from '../support/two-store-shop';
import { type CloudEdges, type RecordedCall, openCloudEdges } from './cloud-edges';
import { type PhoneEdge, type PhoneView, openPhoneEdge } from './phone-edge';
import { type Step, STORIES } from './stories';

/**
 * Recorded calls at the edges of the functions, and what phones make of the answers; one line per
 * call. `RECORD=1` records them anew, so that the difference shows what a change does at the edges.
 */
const FILE = path.join(__dirname, 'recorded-calls.jsonl');

interface Recorded extends RecordedCall {
  readonly story: string;
  readonly view?: PhoneView;
}

let edges: CloudEdges;

afterEach(async () => {
  await edges.close();
  jest.restoreAllMocks();
});

/** Places of the stores, by name. */
const PLACES: Readonly<Record<string, object>> = {
  一店: { longitude: 113.32, latitude: 23.12 },
  二店: { longitude: 113.4, latitude: 23.12 },
};

/** Plays a story from an empty cloud. */
async function played(story: string, steps: readonly Step[]): Promise<readonly Recorded[]> {
  edges = await openCloudEdges();
  await setUpTwoStores({
    shop: async (openId, action, input) => {
      const position = 'name' in input ? PLACES[input.name] : undefined;
      const event = { action, ...input, ...(position !== undefined && { position }) };
      return shopDataIn(action, (await edges.call('shop', openId, event)).answer);
    },
  });
  const calls: Recorded[] = [];
  const phones = new Map<string, PhoneEdge>();
  const made: RecordedCall[] = [];
  const asked = async (who: string, event: object): Promise<unknown> => {
    const call = await edges.call('getOrder', who, event);
    made.push(call);
    return call.answer;
  };
  for (const step of steps) {
    if ('wait' in step) edges.wait(step.wait);
    else if ('order' in step) edges.orders.set(step.order, step.is);
    else if ('weChat' in step) edges.others.set(step.weChat, step.is);
    else if ('calls' in step)
      calls.push({ story, ...(await edges.call(step.calls, step.who, step.with)) });
    else {
      const { who, looksUp, exact } = step;
      const phone = phones.get(who) ?? openPhoneEdge((event) => asked(who, event));
      phones.set(who, phone);
      const view = await phone.lookUp([looksUp].flat(), exact);
      calls.push(...made.splice(0).map((call) => ({ story, ...call, view })));
    }
  }
  // A copy through JSON has the same form as the recorded calls.
  return JSON.parse(JSON.stringify(calls)) as Recorded[];
}

const isRecording = process.env['RECORD'] === '1';
const recorded: readonly Recorded[] = readFileSync(FILE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);
const lines: string[] = [];

test.each(Object.entries(STORIES))('%s: as it was recorded', async (story, steps) => {
  const calls = await played(story, steps);
  lines.push(...calls.map((call) => JSON.stringify(call)));
  expect(calls.length).toBeGreaterThan(0);
  const before = isRecording ? calls : recorded.filter((call) => call.story === story);
  expect(calls).toEqual(before);
});

test('there are more than two hundred', () => {
  if (isRecording) writeFileSync(FILE, `${lines.join('\n')}\n`);
  expect(lines.length).toBeGreaterThan(200);
});
