import { placementAt } from './account';
import type { DemoStory } from './demo-stories';
import { DEMO_STORIES } from './demo-stories';
import { dayOf } from './order';
import type { Sandbox } from './sandbox';

/** Tools for playing a history: sandbox, clock, and a person who looks orders up. */
export interface Stage {
  readonly sandbox: Sandbox;
  /** Sets the clock, ms since 1970. Times never go back. */
  readonly setClock: (time: number) => void;
  /** Looks an order up as the shop's staff do. */
  readonly lookUp: (orderId: string) => Promise<void>;
}

/** An event with the clock's time. */
interface Happening {
  readonly at: number;
  readonly orderId: string;
  readonly happen: (sandbox: Sandbox) => void;
}

/**
 * Gives the demo deliveries in every stage, once a day. It plays the last hour and a half step by
 * step, with a look-up after each, so that the functions remember it.
 *
 * @param now end of the history, ms since 1970
 * @param notBefore earliest time; earlier events move to it, after those that are known
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
    // Numeric keys are sorted ascending, which orders events of one minute.
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
