import { placementAt } from './account';
import type { DemoStory } from './demo-stories';
import { DEMO_STORIES } from './demo-stories';
import { dayOf } from './order';
import type { Sandbox } from './sandbox';

/** Where a past can be played: the sandbox, its clock, and somebody who asks. */
export interface Stage {
  readonly sandbox: Sandbox;
  /** Sets the clock of the sandbox and of whoever asks to a time, ms since 1970. Times never go back. */
  readonly setClock: (time: number) => void;
  /** Looks an order up as the shop's staff do. */
  readonly lookUp: (orderId: string) => Promise<void>;
}

/** Something that happened, with the time that the clock showed. */
interface Happening {
  readonly at: number;
  readonly orderId: string;
  readonly happen: (sandbox: Sandbox) => void;
}

/**
 * Gives the demo its deliveries of the day, in every stage, unless the day has some: plays what happened in the last hour and a half, step by step, by
 * the clock, and has each step looked up. What the functions remember of it they have seen.
 *
 * @param now when the past ends, ms since 1970
 * @param notBefore what happened earlier than that is moved up to it, for what is known already has happened
 */
export async function seedDemo(stage: Stage, now: number, notBefore = 0): Promise<void> {
  const { sandbox, setClock, lookUp } = stage;
  const day = dayOf(now);
  if (sandbox.deliveries().some(({ orderId }) => orderId.startsWith(`${day}-`))) return;
  const past = DEMO_STORIES.flatMap((story) => happeningsOf(story, day, now));
  for (const { at, orderId, happen } of past.sort((a, b) => a.at - b.at)) {
    setClock(Math.max(at, notBefore));
    happen(sandbox);
    await lookUp(orderId);
  }
}

function happeningsOf(story: DemoStory, day: string, now: number): Happening[] {
  const [number, courierId, store, destination, placed, moves, { pace, riderChanged } = {}] = story;
  const orderId = `${day}-${number}`;
  const placement = placementAt(store, courierId);
  if (placement === null) throw new Error(`${store.name} has no account with ${courierId}.`);
  const minutesAgo = (minutes: number, happen: Happening['happen']): Happening => ({
    at: now - Math.round(minutes * 60_000),
    orderId,
    happen,
  });
  return [
    minutesAgo(placed, (sandbox) => {
      sandbox.placeOrder({ orderId, courierId, destination, ...placement, ...(pace && { pace }) });
    }),
    // Numbers as keys stand in ascending order: two at the same minute happen in it.
    ...Object.entries(moves).map(([status, minutes]) =>
      minutesAgo(minutes, (sandbox) => {
        sandbox.move(orderId, Number(status));
      }),
    ),
    ...(riderChanged === undefined
      ? []
      : [
          minutesAgo(riderChanged, (sandbox) => {
            sandbox.reassign(orderId);
          }),
        ]),
  ];
}
