import { placementAt } from './account';
import { type DemoStory, DEMO_STORIES } from './demo-stories';
import { dayOf } from './order';
import type { Sandbox } from './sandbox';

/** Sandbox, clock and look-up, with which past events are played. */
export interface Stage {
  readonly sandbox: Sandbox;
  /** Sets the clock, in ms since 1970. Called with ascending times. */
  readonly setClock: (time: number) => void;
  /** Looks an order up as the shop's staff do. */
  readonly lookUp: (orderId: string) => Promise<void>;
}

/** Past event to play, and its time in ms since 1970. */
export interface Happening {
  readonly at: number;
  readonly orderId: string;
  readonly happen: (sandbox: Sandbox) => void;
}

/**
 * Fills the sandbox with demo deliveries in every stage, at most once a day. Plays the events of
 * the last 90 minutes, with a look-up after each, so that the functions have stored answers.
 *
 * @param now end of the history, ms since 1970
 * @param notBefore earliest time, in ms since 1970; earlier events are moved to it
 * @param also further events of the day
 */
export async function seedDemo(
  stage: Stage,
  now: number,
  notBefore = 0,
  also: (day: string, now: number) => readonly Happening[] = () => [],
): Promise<void> {
  const { sandbox, setClock, lookUp } = stage;
  const day = dayOf(now);
  if (sandbox.deliveries().some(({ orderId }) => orderId.startsWith(`${day}-`))) return;
  const past = DEMO_STORIES.flatMap((story) => happeningsOf(story, day, now));
  for (const { at, orderId, happen } of [...past, ...also(day, now)].sort((a, b) => a.at - b.at)) {
    setClock(Math.max(at, notBefore));
    happen(sandbox);
    await lookUp(orderId);
  }
}

function happeningsOf(story: DemoStory, day: string, now: number): Happening[] {
  const [number, courierId, store, destination, placed, moves, more = {}] = story;
  const { pace, riderChanged, placedBy } = more;
  const orderId = `${day}-${number}`;
  const placement = placementAt(store, courierId, placedBy);
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
    // JavaScript sorts numeric keys, so events of the same minute happen in the order of statuses.
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
